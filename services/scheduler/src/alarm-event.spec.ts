import { describe, expect, test } from '@jest/globals';
import { acceptEvent, slaPolicyRecordSchema } from '@deskhook/contracts';
import { dialect } from '@deskhook/dialects';
import { judgeSla, withSlaFact, type SlaFact, type SlaRecord } from '@deskhook/domain';
import { aRenderInput } from '../../../test/support/render-input.js';
import { aPolicy } from '../../../test/support/sla-world.js';
import { alarmEvent } from './alarm-event.js';
import { policyOfRecord } from './policy-of-record.js';

const CREATED = Date.parse('2026-02-17T08:00:00.000Z');
const MINUTE = 60_000;
const NOTHING: SlaRecord = { facts: [], thinnedTo: null, settled: [], told: {} };
const FACT: SlaFact = {
  at: CREATED,
  id: 'e1',
  type: 'ticket.created',
  status: { id: '1', slug: 'open', base: 'new' },
  priority: null,
  reply: null,
  agentReplied: false,
  due: {},
  created: null,
  putAway: {},
};

/** What is told of a ticket up to some minutes after its creation. */
function told(minutes: number, ticket: Readonly<Record<string, unknown>> = { id: 7, subject: 'x' }) {
  const record = aPolicy('acme', {
    targets: { firstResponse: { default: 'PT30M' }, resolution: { default: 'PT8H' } },
    warnings: [{ before: 'PT5M' }],
    timeConditions: [{ id: 'idle', statuses: ['Open'], after: 'PT2H' }],
  });
  const policy = policyOfRecord(slaPolicyRecordSchema.parse(record), () => null);
  const now = CREATED + minutes * MINUTE;
  const { due, clocks } = judgeSla(withSlaFact(NOTHING, FACT), policy, now);
  return due.map((alarm) =>
    alarmEvent(alarm, { tenant: 'acme', ticketId: '7', ticket, policy, clocks, now }),
  );
}

/** The request of a dialect, as text. */
function rendered(
  name: 'supportcandy' | 'movidesk',
  event: ReturnType<typeof told>[number],
  trigger: string,
) {
  const { type, time, data } = event;
  const { body } = dialect(name).render(aRenderInput({ type, time, data, trigger }));
  return Buffer.from(body).toString();
}

describe('what is told', () => {
  test('is accepted as any other event, under an id that stays the same', () => {
    const events = [...told(26), ...told(31), ...told(121)];
    expect(events.map(({ type }) => type)).toEqual([
      'sla.warning',
      'sla.breached',
      'sla.breached',
      'ticket.time_condition_met',
    ]);
    for (const event of events) {
      const incoming = { subject: `events.acme.${event.type}`, payload: Buffer.from(JSON.stringify(event)) };
      expect(acceptEvent({ ...incoming, attributes: {} }, 5)).toMatchObject({ ok: true });
    }
    expect(events[1]?.id).toBe(events[2]?.id);
  });

  test('a warning says what is left', () => {
    expect(told(26)[0]?.data).toMatchObject({
      sla: {
        metric: 'first_response',
        remaining_seconds: 240,
        warning: { before_seconds: 300 },
        target_minutes: 30,
      },
    });
  });

  test('a time condition says in which statuses, since when and how long', () => {
    expect(told(121)[1]?.data).toMatchObject({
      time_condition: {
        id: 'idle',
        policy: 'Gold',
        statuses: ['open'],
        status: 'open',
        since: '2026-02-17T08:00:00.000Z',
        after: 'PT2H',
        due: '2026-02-17T10:00:00.000Z',
      },
    });
  });

  test('what the helpdesk says of its SLA itself stays', () => {
    const sla = { policy: 'Ours', response_minutes: null, breached_kind: null };
    const [event] = told(31, { id: 7, sla });
    expect(event?.data.ticket.sla).toMatchObject({
      policy: 'Ours',
      response_minutes: 30,
      response_due: '2026-02-17T08:30:00.000Z',
      solution_minutes: 480,
      breached_kind: 'response',
    });
  });
});

test('SupportCandy and Movidesk send it as they know it', () => {
  const [breach] = told(31);
  if (breach === undefined) throw new Error('nothing was told');
  expect(JSON.parse(rendered('supportcandy', breach, 'out-of-sla'))).toMatchObject({
    sla: { policy: 'Gold', due: '2026-02-17 08:30:00', breached_at: '2026-02-17 08:30:00' },
  });
  expect(JSON.parse(rendered('movidesk', breach, 'ticket'))).toMatchObject({ Id: 7, SlaSolutionTime: 480 });
});

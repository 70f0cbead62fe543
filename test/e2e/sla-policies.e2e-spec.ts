import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FailureError } from '@deskhook/contracts';
import { waitUntil } from '../support/processes.js';
import { SlaWorld, type TicketEvent } from '../support/sla-world.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const OPEN = { status: { id: 1, slug: 'open', base: 'new' } };
const PENDING = { status: { id: 4, slug: 'pending', base: 'stopped' } };
const CLOSED = { status: { id: 9, slug: 'closed', base: 'closed' } };
const created = (ticket: number, agoMs = 0, says: TicketEvent['says'] = OPEN) => ({
  ticket,
  agoMs,
  says: says ?? {},
  type: 'ticket.created',
});

let world: SlaWorld;
beforeAll(async () => {
  world = await SlaWorld.start();
  await world.startScheduler();
});
afterAll(() => world.close());

describe('the promises of a policy', () => {
  beforeAll(async () => {
    await world.putPolicy('acme', {
      targets: {
        firstResponse: { urgent: 'PT5M', default: 'PT30M' },
        nextResponse: { default: 'PT20M' },
        resolution: { default: 'PT8H' },
      },
      pauseStatuses: ['stopped'],
      warnings: [{ percent: 80 }, { before: 'PT2M' }],
      timeConditions: [{ id: 'idle', statuses: ['pending'], after: 'PT1H' }],
    });
  });

  test('what is overdue is told also while its ticket keeps getting events', async () => {
    await world.happens('acme', created(90, 40 * MINUTE));
    const keepsTalking = async () => {
      await world.happens('acme', { ticket: 90, says: OPEN });
      return world.toldOf(90).find(({ type }) => type === 'sla.breached');
    };
    const told = await waitUntil(keepsTalking, { what: 'the breach', timeoutMs: 60_000, pollMs: 200 });
    expect(told.data.sla).toMatchObject({ metric: 'first_response' });
  });

  test('a calendar that this release cannot read counts as missing, and holds nothing up', async () => {
    const hours = [{ from: '09:00', to: '17:00' }];
    const unreadable = {
      name: 'Mars',
      timezone: 'Mars/Olympus',
      weeklyHours: { monday: hours },
      holidays: [],
    };
    await world.putCalendar({ id: 'mars', tenant: 'mars-tenant', ...unreadable });
    await world.putPolicy('mars-tenant', { calendar: 'mars', targets: { resolution: { default: 'PT1H' } } });
    await world.happens('mars-tenant', created(91, 2 * HOUR));
    expect((await world.tells(91)).data.sla).toMatchObject({ metric: 'resolution' });
  });

  test('a first response that does not come is told at its instant, with everything about it', async () => {
    const at = await world.happens('acme', created(1, 30 * MINUTE - 700));
    const due = new Date(at + 30 * MINUTE).toISOString();
    const told = await world.tells(1, ({ type }) => type === 'sla.breached');
    expect(told.cameAt).toBeGreaterThanOrEqual(at + 30 * MINUTE);
    expect(told).toMatchObject({
      time: due,
      data: {
        ticket: {
          id: 1,
          subject: 'Ticket 1',
          sla: {
            policy: 'Gold',
            response_minutes: 30,
            response_due: due,
            solution_minutes: 480,
            solution_due: new Date(at + 8 * HOUR).toISOString(),
            breached_kind: 'response',
            breached_at: due,
          },
        },
        sla: {
          policy: 'Gold',
          policy_id: 'gold',
          metric: 'first_response',
          due,
          target_minutes: 30,
          started_at: new Date(at).toISOString(),
          breached_at: due,
          overdue_seconds: expect.any(Number),
        },
      },
    });
  });

  test('an answer meets it; the next question starts the next one', async () => {
    await world.happens('acme', created(2, 25 * MINUTE));
    await world.happens('acme', { ticket: 2, agoMs: 22 * MINUTE, type: 'reply.created', byAgent: true });
    const asked = await world.happens('acme', {
      ticket: 2,
      agoMs: 20 * MINUTE - 700,
      type: 'reply.created',
      byAgent: false,
    });
    const told = await world.tells(2, ({ type }) => type === 'sla.breached');
    expect(told.data.sla).toMatchObject({
      metric: 'next_response',
      due: new Date(asked + 20 * MINUTE).toISOString(),
    });
    const { clocks, policy } = await world.sla('acme', 2);
    expect(policy).toEqual({ id: 'gold', name: 'Gold' });
    expect(clocks.map(({ metric, status }) => [metric, status])).toEqual([
      ['first_response', 'met'],
      ['resolution', 'running'],
      ['next_response', 'breached'],
    ]);
  });

  test('warnings come before, by share of the time and by what is left', async () => {
    const at = await world.happens('acme', created(3, 24 * MINUTE - 500));
    const share = await world.tells(3, ({ type }) => type === 'sla.warning');
    expect(share).toMatchObject({
      time: new Date(at + 24 * MINUTE).toISOString(),
      data: { sla: { metric: 'first_response', warning: { percent: 80 }, policy: 'Gold' } },
    });
    expect(share.cameAt).toBeGreaterThanOrEqual(at + 24 * MINUTE);
    const late = await world.happens('acme', created(4, 28 * MINUTE - 500));
    const left = await world.tells(4, ({ time }) => time === new Date(late + 28 * MINUTE).toISOString());
    expect(left.data.sla).toMatchObject({ warning: { before_seconds: 120 } });
  });

  test('a status that pauses stops the clock; going on moves what is due', async () => {
    await world.happens('acme', created(5, 40 * MINUTE));
    await world.happens('acme', { ticket: 5, agoMs: 39 * MINUTE, says: PENDING });
    const paused = await world.slaWhen('acme', 5, ({ status }) => status === 'pending');
    expect(paused.clocks.map(({ status, due }) => [status, due])).toEqual([
      ['paused', null],
      ['paused', null],
    ]);
    await world.happens('acme', { ticket: 5, agoMs: 29 * MINUTE - 700, says: OPEN });
    const told = await world.tells(5, ({ type }) => type === 'sla.breached');
    expect(told.data.sla).toMatchObject({ metric: 'first_response' });
    expect(told.cameAt).toBeGreaterThanOrEqual(Date.parse(told.time));
  });

  test('a priority that changes moves what is due', async () => {
    const at = await world.happens('acme', created(6, 5 * MINUTE - 700));
    await world.happens('acme', { ticket: 6, says: { priority: { id: 3, slug: 'Urgent' } } });
    const told = await world.tells(6, ({ type }) => type === 'sla.breached');
    expect(told.time).toBe(new Date(at + 5 * MINUTE).toISOString());
  });

  test('closing ends it all, reopening begins anew', async () => {
    await world.happens('acme', created(7, 30 * MINUTE - 1_500));
    await world.happens('acme', { ticket: 7, agoMs: 1_000, says: CLOSED, type: 'ticket.closed' });
    const closed = await world.slaWhen('acme', 7, ({ status }) => status === 'closed');
    expect(closed.clocks.map(({ metric, status }) => [metric, status])).toEqual([
      ['resolution', 'met'],
      ['first_response', 'cancelled'],
    ]);
    const at = await world.happens('acme', { ticket: 7, says: OPEN, type: 'ticket.reopened' });
    const reopened = await world.slaWhen('acme', 7, ({ clocks }) => clocks.length === 4);
    expect(reopened.clocks.at(-1)).toMatchObject({
      metric: 'first_response',
      status: 'running',
      due: new Date(at + 30 * MINUTE).toISOString(),
    });
    expect(world.toldOf(7).filter(({ type }) => type === 'sla.breached')).toEqual([]);
  });

  test('a ticket that stays in a status is told of once', async () => {
    await world.happens('acme', created(8, 2 * HOUR));
    await world.happens('acme', { ticket: 8, agoMs: 119 * MINUTE, byAgent: true, type: 'reply.created' });
    const since = await world.happens('acme', { ticket: 8, agoMs: HOUR - 700, says: PENDING });
    const told = await world.tells(8);
    expect(told).toMatchObject({
      type: 'ticket.time_condition_met',
      time: new Date(since + HOUR).toISOString(),
      data: {
        ticket: { id: 8 },
        time_condition: {
          id: 'idle',
          policy_id: 'gold',
          statuses: ['pending'],
          status: 'pending',
          since: new Date(since).toISOString(),
          after: 'PT1H',
        },
      },
    });
    const { timeConditions } = await world.sla('acme', 8);
    expect(timeConditions).toMatchObject([{ id: 'idle', met: true }]);
    expect(world.toldOf(8)).toHaveLength(1);
  });

  test('events in the wrong order, twice and late end in the right clocks', async () => {
    const close = { id: 'e-close', ticket: 9, agoMs: MINUTE, says: CLOSED, type: 'ticket.closed' };
    const reply = { id: 'e-reply', ticket: 9, agoMs: 35 * MINUTE, byAgent: true, type: 'reply.created' };
    await world.happens('acme', close);
    await world.happens('acme', { ...created(9, 60 * MINUTE), id: 'e-created' });
    await world.tells(9, ({ type }) => type === 'sla.breached');
    for (const event of [reply, close, reply]) await world.happens('acme', event);
    const { clocks, history } = await world.slaWhen('acme', 9, (sla) => sla.history.length === 3);
    expect(clocks).toMatchObject([
      { metric: 'first_response', status: 'met', breachedAt: null },
      { metric: 'resolution', status: 'met', breachedAt: null },
    ]);
    expect(history.map(({ eventId }) => eventId)).toEqual(['e-created', 'e-reply', 'e-close']);
  });

  test('the stated due instant wins; a condition and the position choose the policy', async () => {
    const condition = { field: 'ticket.subject', op: 'contains', value: 'Ticket 10' };
    await world.putPolicy('chooser', {
      id: 'vip',
      condition,
      position: 1,
      targets: { resolution: { default: 'PT1H' } },
    });
    await world.putPolicy('chooser', {
      id: 'rest',
      position: 2,
      targets: { resolution: { default: 'PT9H' } },
    });
    await world.happens('chooser', created(10));
    await world.happens('chooser', created(11));
    expect((await world.slaWhen('chooser', 10, () => true)).policy?.id).toBe('vip');
    expect((await world.slaWhen('chooser', 11, () => true)).policy?.id).toBe('rest');
    const solution_due = new Date(Date.now() + 700).toISOString();
    await world.happens('chooser', { ticket: 10, says: { sla: { solution_due } } });
    const told = await world.tells(10);
    expect(told.data.sla).toMatchObject({ metric: 'solution', due: solution_due, policy_id: 'vip' });
  });

  test('what nobody knows of is said to be so', async () => {
    const failure = (tenant: string) => world.sla(tenant, 404).catch((error: unknown) => error);
    const error = await failure('acme');
    expect(error).toBeInstanceOf(FailureError);
    expect(error).toMatchObject({
      failure: { kind: 'not-found', detail: expect.stringContaining('no event') },
    });
    expect(await failure('nobody')).toMatchObject({
      failure: { detail: expect.stringContaining('no SLA policy') },
    });
  });
});

test('of two replicas each alarm is told once', async () => {
  await world.startScheduler();
  await world.putPolicy('crowd', { targets: { resolution: { default: 'PT10M' } } });
  const tickets = Array.from({ length: 40 }, (_, index) => 1_000 + index);
  await Promise.all(tickets.map((ticket) => world.happens('crowd', created(ticket, 10 * MINUTE - 1_200))));
  await Promise.all(tickets.map((ticket) => world.tells(ticket)));
  await world.settled();
  expect(tickets.map((ticket) => world.toldOf(ticket).length)).toEqual(tickets.map(() => 1));
});

import { describe, expect, test } from '@jest/globals';
import { AROUND_THE_CLOCK } from '../calendar/working-time.js';
import type { SlaFact } from './sla-fact.js';
import type { SlaPolicy } from './sla-policy.js';
import { judgeSla, withSlaFact, type SlaRecord } from './sla-verdict.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NEW = { id: '1', slug: 'open', base: 'new' };
const PENDING = { id: '4', slug: 'pending', base: 'stopped' };
const CLOSED = { id: '9', slug: 'closed', base: 'closed' };

let made = 0;
/** Instants in minutes after the ticket was created. */
function at(minutes: number, overrides: Partial<SlaFact> = {}): SlaFact {
  return {
    at: minutes * MINUTE,
    id: `e${String(++made).padStart(6, '0')}`,
    type: 'ticket.updated',
    status: null,
    priority: null,
    reply: null,
    agentReplied: false,
    due: {},
    created: null,
    putAway: {},
    ...overrides,
  };
}
const created = (overrides: Partial<SlaFact> = {}) =>
  at(0, { type: 'ticket.created', status: NEW, ...overrides });
const agentAt = (minutes: number) => at(minutes, { type: 'reply.created', reply: 'agent' });
const customerAt = (minutes: number) => at(minutes, { type: 'reply.created', reply: 'customer' });

const POLICY: SlaPolicy = {
  id: 'gold',
  name: 'Gold',
  targets: {
    first_response: { urgent: 10 * MINUTE, default: 30 * MINUTE },
    next_response: { default: HOUR },
    resolution: { urgent: 2 * HOUR, low: null, default: 8 * HOUR },
  },
  workingTime: AROUND_THE_CLOCK,
  pauseStatuses: new Set(['stopped']),
  warnings: [],
  timeConditions: [],
};
const NOTHING: SlaRecord = { facts: [], thinnedTo: null, settled: [], told: {} };

function judge(facts: readonly SlaFact[], minutes: number, policy: Partial<SlaPolicy> | null = {}) {
  const record = facts.reduce(withSlaFact, NOTHING);
  return judgeSla(record, policy === null ? null : { ...POLICY, ...policy }, minutes * MINUTE);
}
/** The clocks in short: metric, status, due and end in minutes. */
function clocks(facts: readonly SlaFact[], minutes: number, policy: Partial<SlaPolicy> | null = {}) {
  const inMinutes = (instant: number | null) => (instant === null ? null : instant / MINUTE);
  return judge(facts, minutes, policy).clocks.map(
    ({ metric, status, due, endedAt }) =>
      `${metric} ${status} due ${inMinutes(due)}${endedAt === null ? '' : ` ended ${inMinutes(endedAt)}`}`,
  );
}

describe('a policy counts', () => {
  test('from the creation that the ticket states, else from the first event', () => {
    expect(clocks([created()], 1)).toEqual(['first_response running due 30', 'resolution running due 480']);
    const late = [at(20, { status: NEW, created: 5 * MINUTE })];
    expect(clocks(late, 20)).toEqual(['first_response running due 35', 'resolution running due 485']);
  });

  test('the first response until an agent answers, then each next one from the first question', () => {
    const facts = [created(), customerAt(5), agentAt(10), agentAt(11), customerAt(20), customerAt(40)];
    expect(clocks(facts, 41)).toEqual([
      'first_response met due 30 ended 10',
      'resolution running due 480',
      'next_response running due 80',
    ]);
    const answered = [...facts, at(50, { type: 'ticket.answered' }), customerAt(90)];
    expect(clocks(answered, 91).slice(1)).toEqual([
      'next_response met due 80 ended 50',
      'resolution running due 480',
      'next_response running due 150',
    ]);
  });

  test('not while a status pauses it, by base or slug', () => {
    const paused = [created(), at(60, { status: PENDING })];
    expect(clocks(paused, 100)).toEqual(['first_response breached due 30', 'resolution paused due null']);
    expect(clocks([...paused, at(160, { status: NEW })], 170)[1]).toBe('resolution running due 580');
    const bySlug = clocks(paused, 100, { pauseStatuses: new Set(['pending']) });
    expect(bySlug[1]).toBe('resolution paused due null');
    expect(clocks(paused, 100, { pauseStatuses: new Set() })[1]).toBe('resolution running due 480');
  });

  test('by the present priority, and an ended clock by the one it ended with', () => {
    const urgent = [created({ priority: 'low' }), at(5, { priority: 'URGENT' })];
    expect(clocks(urgent.slice(0, 1), 6)).toEqual(['first_response running due 30']);
    expect(clocks(urgent, 6)).toEqual(['first_response running due 10', 'resolution running due 120']);
    const facts = [created(), agentAt(20), at(40, { priority: 'urgent' })];
    expect(clocks(facts, 41)[0]).toBe('first_response met due 30 ended 20');
  });

  test('until the ticket ends, and again from its reopening', () => {
    const closed = [created(), at(100, { status: CLOSED })];
    expect(clocks(closed, 1_000)).toEqual([
      'resolution met due 480 ended 100',
      'first_response cancelled due 30 ended 100',
    ]);
    const reopened = [...closed, at(200, { type: 'ticket.reopened', status: NEW })];
    expect(clocks(reopened, 201).slice(2)).toEqual([
      'resolution running due 680',
      'first_response running due 230',
    ]);
  });

  test('a reply that closes the ticket is a reply, and one that reopens it asks', () => {
    const closing = at(10, { type: 'reply.created', reply: 'agent', status: CLOSED });
    expect(clocks([created(), closing], 11)).toEqual([
      'first_response met due 30 ended 10',
      'resolution met due 480 ended 10',
    ]);
    const asking = at(20, { type: 'reply.created', reply: 'customer', status: NEW });
    expect(clocks([created(), closing, asking], 21).slice(2)).toEqual([
      'resolution running due 500',
      'next_response running due 80',
    ]);
  });

  test('nothing while the ticket is put away, and on when it comes back', () => {
    const spam = [created(), at(10, { type: 'ticket.spam_marked', putAway: { spam: true } })];
    expect(clocks(spam, 1_000)).toEqual([
      'first_response cancelled due null',
      'resolution cancelled due null',
    ]);
    expect(judge(spam, 20)).toMatchObject({ next: null, due: [] });
    const back = [...spam, at(60, { type: 'ticket.spam_cleared', putAway: { spam: false } })];
    expect(clocks(back, 61)).toEqual(['first_response running due 80', 'resolution running due 530']);
  });

  test('what a ticket that is seen late has behind it is not made up', () => {
    expect(clocks([at(900, { status: CLOSED, created: 0 })], 901)).toEqual([]);
    const reopened = at(900, { type: 'ticket.reopened', status: NEW, created: 0 });
    expect(clocks([reopened], 901)).toEqual(['resolution running due 1380']);
    const note = at(900, { type: 'note.created', agentReplied: true, created: 0 });
    expect(judge([note], 901).due.map(({ key }) => key)).toEqual(['resolution/c/breach']);
  });
});

describe('what the helpdesk states', () => {
  const stating = (minutes: number, due: SlaFact['due']) => at(minutes, { status: NEW, due });

  test('replaces the policy, moves, and gives way again', () => {
    const stated = [created(), stating(1, { response: 50 * MINUTE, solution: 90 * MINUTE })];
    expect(clocks(stated, 2)).toEqual(['response running due 50', 'solution running due 90']);
    const moved = [...stated, stating(5, { response: null, solution: 120 * MINUTE })];
    expect(clocks(moved, 6)).toEqual([
      'response cancelled due 50 ended 5',
      'first_response running due 30',
      'solution running due 120',
    ]);
  });

  test('counts without any policy', () => {
    expect(clocks([created({ due: { solution: 90 * MINUTE } })], 91, null)).toEqual([
      'solution breached due 90',
    ]);
    expect(clocks([created()], 91, null)).toEqual([]);
  });

  test('a response that was given stays given until another one is due', () => {
    const due = { response: 50 * MINUTE };
    const facts = [created({ due }), agentAt(10), stating(11, due)];
    expect(clocks(facts, 60, null)).toEqual(['response met due 50 ended 10']);
    expect(clocks([...facts, stating(12, { response: 70 * MINUTE })], 60, null)[1]).toBe(
      'response running due 70',
    );
    const replyStates = at(10, { type: 'reply.created', reply: 'agent', due });
    expect(clocks([replyStates], 60, null)).toEqual(['response met due 50 ended 10']);
  });

  test('after a reopening an instant that is still to come counts again', () => {
    const due = { solution: 300 * MINUTE };
    const closed = [created({ due }), at(100, { status: CLOSED, due })];
    expect(clocks(closed, 400, null)).toEqual(['solution met due 300 ended 100']);
    const reopened = (minutes: number) => [...closed, at(minutes, { type: 'ticket.reopened', due })];
    expect(clocks(reopened(200), 201, null)[1]).toBe('solution running due 300');
    expect(clocks(reopened(400), 401, null)).toHaveLength(1);
  });

  test('stands still in no status', () => {
    const facts = [created({ due: { solution: 90 * MINUTE } }), at(10, { status: PENDING })];
    expect(clocks(facts, 20)[1]).toBe('solution running due 90');
  });
});

test('elapsed and remaining time leave pauses out', () => {
  const facts = [created(), at(60, { status: PENDING }), at(160, { status: NEW })];
  const [, resolution] = judge(facts, 200).clocks;
  expect(resolution).toMatchObject({ elapsedMs: 100 * MINUTE, remainingMs: 380 * MINUTE });
  expect(judge(facts, 700).clocks[1]).toMatchObject({ status: 'breached', remainingMs: -120 * MINUTE });
});

test('a ticket with very many events keeps its creation, its first answer and the newest', () => {
  const busy = Array.from({ length: 1_000 }, (_, index) =>
    at(100 + index, { status: index % 2 === 0 ? NEW : PENDING }),
  );
  const record = [created(), agentAt(5), ...busy].reduce(withSlaFact, NOTHING);
  expect(record.facts.length).toBeLessThanOrEqual(300);
  const { clocks: found } = judgeSla(record, POLICY, 1_100 * MINUTE);
  expect(found[0]).toMatchObject({ metric: 'first_response', status: 'met', endedAt: 5 * MINUTE });
  expect(found[1]).toMatchObject({ metric: 'resolution', startedAt: 0 });
  expect(withSlaFact(record, agentAt(4))).toBe(record);
});

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { AROUND_THE_CLOCK } from '../calendar/working-time.js';
import type { SlaFact } from './sla-fact.js';
import type { SlaPolicy } from './sla-policy.js';
import { judgeSla, withSlaFact, type SlaRecord } from './sla-verdict.js';

const MINUTE = 60_000;
const POLICY: SlaPolicy = {
  id: 'gold',
  name: 'Gold',
  targets: {
    first_response: { default: 30 * MINUTE },
    next_response: { default: 20 * MINUTE },
    resolution: { high: 60 * MINUTE, default: 90 * MINUTE },
  },
  workingTime: AROUND_THE_CLOCK,
  pauseStatuses: new Set(['pending']),
  warnings: [
    { kind: 'percent', percent: 50 },
    { kind: 'before', ms: 5 * MINUTE },
  ],
  timeConditions: [
    { id: 'idle', statuses: new Set(['pending', 'closed']), afterMs: 15 * MINUTE, after: 'PT15M' },
  ],
};
const NOTHING: SlaRecord = { facts: [], thinnedTo: null, settled: [], told: {} };
const SILENT = {
  status: null,
  priority: null,
  reply: null,
  agentReplied: false,
  due: {},
  created: null,
  putAway: {},
} as const;

function fact(minutes: number, type: string, overrides: Partial<SlaFact> = {}): SlaFact {
  return { ...SILENT, at: minutes * MINUTE, id: `${type}@${minutes}`, type, ...overrides };
}
const status = (slug: string) => ({ id: null, slug, base: null });
const CREATED = fact(0, 'ticket.created', { status: status('open') });

/** Goes through a ticket's life as the scheduler does: with each fact, and at each alarm, tells what is due. */
class Life {
  record = NOTHING;
  readonly told: string[] = [];

  constructor(private readonly policy: SlaPolicy = POLICY) {}

  take(one: SlaFact, minutes = one.at / MINUTE): this {
    this.record = withSlaFact(this.record, one);
    return this.until(minutes);
  }

  until(minutes: number, policy = this.policy): this {
    const { due, record } = judgeSla(this.record, policy, minutes * MINUTE);
    this.record = record;
    this.told.push(...due.map(({ key, at }) => `${key} ${at / MINUTE}`));
    return this;
  }
}

describe('what is told', () => {
  test('warnings, then the breach, each once', () => {
    const life = new Life().take(CREATED);
    for (const minutes of [14, 15, 16, 25, 29, 30, 31, 44]) life.until(minutes);
    expect(life.told).toEqual([
      'first_response/c/percent-50 15',
      'first_response/c/before-300000 25',
      'first_response/c/breach 30',
    ]);
    expect(judgeSla(life.record, POLICY, 44 * MINUTE).next).toBe(45 * MINUTE);
  });

  test('late, what could not be noticed; but no warning of what is overdue already', () => {
    const life = new Life().take(CREATED).until(50);
    expect(life.told).toEqual(['first_response/c/breach 30', 'resolution/c/percent-50 45']);
    expect(Object.keys(life.record.told)).toEqual(['first_response/c/breach', 'resolution/c/percent-50']);
  });

  test('again where the due instant was moved into the future meanwhile', () => {
    const life = new Life().take(CREATED).until(30).take(fact(31, 'ticket.updated'), 31);
    const generous = { ...POLICY, warnings: [], targets: { first_response: { default: 60 * MINUTE } } };
    life.until(40, generous).until(60, generous).until(61, generous);
    expect(life.told.filter((key) => key.includes('breach'))).toEqual([
      'first_response/c/breach 30',
      'first_response/c/breach 60',
    ]);
  });

  test('not again where it was moved into the past', () => {
    const life = new Life().take(CREATED).until(30);
    const strict = { ...POLICY, warnings: [], targets: { first_response: { default: 10 * MINUTE } } };
    expect(life.until(40, strict).told.filter((key) => key.includes('breach'))).toHaveLength(1);
  });

  test('not again where a late event shows that the promise or the stay began earlier', () => {
    const customer = (minutes: number) => fact(minutes, 'reply.created', { reply: 'customer' });
    const life = new Life()
      .take(CREATED)
      .take(fact(1, 'reply.created', { reply: 'agent' }))
      .take(customer(10))
      .until(30)
      .take(customer(5), 32);
    expect(life.told.filter((key) => key.startsWith('next_response'))).toEqual([
      'next_response/600000/breach 30',
    ]);
    life.take(fact(40, 'ticket.updated', { status: status('pending') })).until(55);
    life.take(fact(38, 'ticket.updated', { status: status('pending') }), 56);
    expect(life.told.filter((key) => key.startsWith('stay'))).toEqual([`stay/idle/${40 * MINUTE} 55`]);
  });

  test('of the next promise even where the one before it was told', () => {
    const life = new Life()
      .take(CREATED)
      .take(fact(1, 'reply.created', { reply: 'agent' }))
      .take(fact(10, 'reply.created', { reply: 'customer' }))
      .until(30)
      .take(fact(5, 'reply.created', { reply: 'customer' }), 32)
      .take(fact(7, 'reply.created', { reply: 'agent' }), 33);
    expect(life.told.filter((key) => key.includes('next_response') && key.includes('breach'))).toHaveLength(
      1,
    );
    life.take(fact(35, 'reply.created', { reply: 'agent' }));
    life.take(fact(36, 'reply.created', { reply: 'customer' })).until(56);
    expect(life.told.at(-1)).toBe(`next_response/${36 * MINUTE}/breach 56`);
  });

  test('of two promises that begin at the same instant each by itself', () => {
    const life = new Life()
      .take(fact(0, 'ticket.created', { due: { response: 0 } }))
      .take(fact(0, 'ticket.updated', { due: { response: null } }))
      .take(fact(47, 'ticket.answered', { due: { response: 0 } }))
      .take(fact(47, 'ticket.updated', { due: { response: 48 * MINUTE } }))
      .until(60);
    expect(life.told.filter((key) => key.startsWith('response') && key.includes('breach'))).toEqual([
      'response/c/breach 0',
      `response/${47 * MINUTE}/breach 0`,
      `response/${47 * MINUTE}+1/breach 48`,
    ]);
  });

  test('a breach that an event ends before it was noticed', () => {
    const life = new Life().take(CREATED, 0);
    life.record = withSlaFact(life.record, fact(31, 'reply.created', { reply: 'agent' }));
    expect(life.until(32).told).toEqual(['first_response/c/breach 30']);
    expect(life.until(33).told).toHaveLength(1);
  });

  test('nothing of what comes after the instant up to which events are known; it stays to be told', () => {
    const record = [CREATED, fact(31, 'reply.created', { reply: 'agent' })].reduce(withSlaFact, NOTHING);
    const early = judgeSla(record, POLICY, 40 * MINUTE, 29 * MINUTE);
    expect(early).toMatchObject({ due: [], next: 30 * MINUTE });
    const { due } = judgeSla(early.record, POLICY, 41 * MINUTE);
    expect(due.map(({ key }) => key)).toEqual(['first_response/c/breach']);
  });

  test('a breach whose promise turns out to have been kept stays told, and the clock shows the truth', () => {
    const life = new Life()
      .take(CREATED)
      .until(30)
      .take(fact(29, 'reply.created', { reply: 'agent' }), 31);
    const [first] = judgeSla(life.record, POLICY, 31 * MINUTE).clocks;
    expect(first).toMatchObject({ status: 'met', endedAt: 29 * MINUTE, breachedAt: null });
    expect(life.told).toEqual(['first_response/c/breach 30']);
  });

  test('a stay in a status, once for each stay, also of a closed ticket', () => {
    const life = new Life({ ...POLICY, targets: {} }).take(CREATED);
    life
      .take(fact(10, 'ticket.updated', { status: status('pending') }))
      .until(24)
      .until(25)
      .until(40);
    life.take(fact(41, 'ticket.updated', { status: status('open') }));
    life
      .take(fact(50, 'ticket.updated', { status: status('pending') }))
      .take(fact(60, 'ticket.closed', { status: status('closed') }));
    expect(life.until(64).until(65).until(90).told).toEqual(['stay/idle/600000 25', 'stay/idle/3000000 65']);
    const left = new Life({ ...POLICY, targets: {} }).take(CREATED);
    left
      .take(fact(10, 'ticket.updated', { status: status('pending') }))
      .take(fact(30, 'ticket.updated', { status: status('open') }), 31);
    expect(left.until(100).told.filter((key) => !key.startsWith('stay/idle/600000 25'))).toEqual([]);
  });
});

test('a policy that changes judges no ended clock anew', () => {
  const life = new Life().take(CREATED).take(fact(20, 'reply.created', { reply: 'agent' }));
  const strict = { ...POLICY, warnings: [], targets: { first_response: { default: MINUTE } } };
  expect(life.until(40, strict).told.filter((key) => key.includes('breach'))).toEqual([]);
  expect(judgeSla(life.record, strict, 40 * MINUTE).clocks).toMatchObject([
    { metric: 'first_response', status: 'met', due: 30 * MINUTE, breachedAt: null },
  ]);
});

const anyFact: fc.Arbitrary<SlaFact> = fc.record({
  at: fc.integer({ min: 0, max: 60 }).map((minutes) => minutes * MINUTE),
  id: fc.string({ minLength: 1, maxLength: 8 }),
  type: fc.constantFrom(
    'ticket.created',
    'ticket.updated',
    'reply.created',
    'ticket.closed',
    'ticket.reopened',
    'ticket.answered',
    'note.created',
  ),
  status: fc.option(
    fc.constantFrom(status('open'), status('pending'), status('closed'), {
      id: '1',
      slug: null,
      base: 'resolved',
    }),
  ),
  priority: fc.option(fc.constantFrom('high', 'low')),
  reply: fc.option(fc.constantFrom('agent' as const, 'customer' as const)),
  agentReplied: fc.boolean(),
  due: fc.record(
    {
      response: fc.option(fc.integer({ min: 0, max: 100 }).map((minutes) => minutes * MINUTE)),
      solution: fc.option(fc.integer({ min: 0, max: 100 }).map((minutes) => minutes * MINUTE)),
    },
    { requiredKeys: [] },
  ),
  created: fc.option(fc.constantFrom(0, 5 * MINUTE)),
  putAway: fc.record({ spam: fc.boolean(), trash: fc.boolean() }, { requiredKeys: [] }),
});
const anyLife = fc.uniqueArray(anyFact, { selector: ({ id }) => id, maxLength: 12 });

/** The clocks without what only says that they were judged before. */
function shown(record: SlaRecord, minutes: number) {
  const { clocks, stays, stage, priority } = judgeSla(record, POLICY, minutes * MINUTE);
  return { clocks: clocks.map((clock) => ({ ...clock, isSettled: false })), stays, stage, priority };
}

test('events in any order and any number end in the same clocks, also when each was acted on as it came', () => {
  const disordered = anyLife.chain((facts) =>
    fc.tuple(fc.constant(facts), fc.shuffledSubarray([...facts, ...facts], { minLength: facts.length * 2 })),
  );
  fc.assert(
    fc.property(disordered, fc.integer({ min: 60, max: 200 }), ([facts, came], minutes) => {
      const inOrder = facts.toSorted((one, other) => one.at - other.at).reduce(withSlaFact, NOTHING);
      const life = new Life();
      for (const one of came) life.take(one, 60);
      expect(shown(life.record, minutes)).toEqual(shown(inOrder, minutes));
      expect(life.record.facts).toEqual(inOrder.facts);
    }),
  );
});

test('nothing is told twice, and nothing is left untold', () => {
  fc.assert(
    fc.property(anyLife, (facts) => {
      const life = new Life();
      for (const one of facts.toSorted((a, b) => a.at - b.at)) life.until(one.at / MINUTE).take(one);
      let { next } = judgeSla(life.until(60).record, POLICY, 60 * MINUTE);
      while (next !== null) {
        life.until(next / MINUTE);
        const after: number | null = judgeSla(life.record, POLICY, next).next;
        expect(after === null || after > next).toBe(true);
        next = after;
      }
      // A stated due instant that is moved into the future and back again is told again, under the same id.
      const promised = life.told.filter((key) => !/^(response|solution)\//.test(key));
      expect(new Set(promised).size).toBe(promised.length);
      for (const clock of judgeSla(life.record, POLICY, 1_000 * MINUTE).clocks) {
        if (clock.status !== 'breached') continue;
        expect(life.record.told).toHaveProperty([`${clock.metric}/${clock.cycle}/breach`]);
      }
    }),
  );
});

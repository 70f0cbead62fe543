import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { judgeFiredTimer, timerChange, type SlaFacts, type TimerState } from './sla-timers.js';

const facts = (overrides: Partial<SlaFacts>): SlaFacts => ({
  tenant: 'acme',
  ticketId: '1',
  type: 'ticket.updated',
  at: 100,
  statusBase: 'new',
  due: {},
  ...overrides,
});
const running: TimerState = { status: 'running', due: 900, at: 100, version: 3 };

describe('what an event does to a timer', () => {
  test('a due instant arms it, a new one arms it again under a new version', () => {
    const first = timerChange(facts({ due: { solution: 500 } }), 'solution', false, null);
    expect(first).toEqual({
      kind: 'set',
      arm: true,
      state: { status: 'running', due: 500, at: 100, version: 1 },
    });
    const moved = timerChange(facts({ at: 200, due: { solution: 950 } }), 'solution', false, running);
    expect(moved).toEqual({
      kind: 'set',
      arm: true,
      state: { status: 'running', due: 950, at: 200, version: 4 },
    });
  });
  test('the same event again arms the same version again', () => {
    expect(timerChange(facts({ due: { solution: 900 } }), 'solution', false, running)).toEqual({
      kind: 'set',
      arm: true,
      state: running,
    });
  });
  test('closing stops it; so does an agent reply, for the response', () => {
    expect(timerChange(facts({ at: 200, type: 'ticket.closed' }), 'solution', false, running)).toMatchObject({
      kind: 'set',
      arm: false,
      state: { status: 'stopped' },
    });
    expect(timerChange(facts({ at: 200, type: 'reply.created' }), 'response', true, running)).toMatchObject({
      kind: 'set',
      arm: false,
      state: { status: 'stopped' },
    });
    expect(timerChange(facts({ at: 200, type: 'reply.created' }), 'solution', true, running)).toEqual({
      kind: 'keep',
    });
  });
  test('events in any order end in the state of the newest', () => {
    const event = fc.record({
      at: fc.integer({ min: 1, max: 50 }),
      due: fc.constantFrom(500, 600, null),
      closed: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(event, { selector: (one) => one.at, minLength: 1, maxLength: 8 }),
        fc.infiniteStream(fc.nat()),
        (events, order) => {
          const apply = (list: typeof events) => {
            let state: TimerState | null = null;
            for (const { at, due, closed } of list) {
              const type = closed ? 'ticket.closed' : 'ticket.updated';
              const change = timerChange(
                facts({ at, type, due: { solution: due } }),
                'solution',
                false,
                state,
              );
              if (change.kind !== 'keep') state = change.state;
            }
            return isRunning(state) ? state.due : null;
          };
          const shuffled = events
            .map((one) => ({ one, key: order.next().value }))
            .toSorted((a, b) => a.key - b.key);
          const inOrder = events.toSorted((a, b) => a.at - b.at);
          expect(apply(shuffled.map(({ one }) => one))).toBe(apply(inOrder));
        },
      ),
    );
  });
});

function isRunning(state: TimerState | null): state is TimerState {
  return state?.status === 'running';
}

describe('a fired schedule', () => {
  test('of the running version is a breach', () => {
    expect(judgeFiredTimer(3, running, 900)).toMatchObject({
      kind: 'breached',
      state: { status: 'fired', version: 4 },
    });
  });
  test('of an older version arms the running one again', () => {
    expect(judgeFiredTimer(2, running, 900)).toEqual({ kind: 'rearm', state: running });
  });
  test('of a stopped or unknown timer is ignored', () => {
    expect(judgeFiredTimer(3, { ...running, status: 'stopped' }, 900)).toEqual({ kind: 'ignore' });
    expect(judgeFiredTimer(3, null, 900)).toEqual({ kind: 'ignore' });
  });
});

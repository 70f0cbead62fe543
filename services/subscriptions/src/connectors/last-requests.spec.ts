import { describe, expect, it } from '@jest/globals';
import type { ConnectorNote, ConnectorOutcome } from '@deskhook/contracts';
import { lastRequests, withNotes } from './last-requests.js';

const aNote = (outcome: ConnectorOutcome, second: number): ConnectorNote => ({
  tenant: 'acme',
  id: 'con_1',
  outcome,
  at: `2026-02-17T15:00:${String(second).padStart(2, '0')}.000Z`,
  detail: `the one of ${second}`,
});
const kept = (outcome: ConnectorOutcome, second: number) => {
  const { at, detail } = aNote(outcome, second);
  return { outcome, at, detail };
};

describe('the newest requests of a connector', () => {
  it('are one of each outcome, the newest first', () => {
    const stored = withNotes({}, [aNote('accepted', 1), aNote('unauthorized', 3), aNote('accepted', 2)]);
    expect(lastRequests(stored ?? {})).toEqual([kept('unauthorized', 3), kept('accepted', 2)]);
  });

  it('are not replaced by what happened before, whoever tells it last', () => {
    const stored = withNotes({}, [aNote('accepted', 5)]) ?? {};
    expect(withNotes(stored, [aNote('accepted', 4), aNote('accepted', 5)])).toBeNull();
    const later = withNotes(stored, [aNote('accepted', 4), aNote('ignored', 1)]) ?? {};
    expect(lastRequests(later)).toEqual([kept('accepted', 5), kept('ignored', 1)]);
  });

  it('pass over what a later release has stored', () => {
    const stored = { throttled: { outcome: 'throttled', at: '2026-02-17T15:00:00Z', detail: 'x' } };
    expect(lastRequests(stored)).toEqual([]);
    expect(withNotes(stored, [aNote('ignored', 1)])).toEqual({ ...stored, ignored: kept('ignored', 1) });
  });
});

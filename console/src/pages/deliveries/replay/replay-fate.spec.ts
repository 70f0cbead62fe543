import { describe, expect, it } from '@jest/globals';
import { fateOf, selectedSearch } from './replay-fate.js';

const START = '2026-02-17T14:45:00.000Z';

describe('what became of those that were replayed', () => {
  it('is looked for without what a replay changes', () => {
    const filter = { status: 'dead', code: 500, error: 'refused', url: 'crm', to: START } as const;
    expect(selectedSearch(filter)).toEqual({ url: 'crm', to: START });
  });

  it('counts only what changed since it began', () => {
    const deliveries = [
      { status: 'delivered', updatedAt: '2026-02-17T14:45:01.000Z' },
      { status: 'delivered', updatedAt: '2026-02-17T14:44:59.000Z' },
      { status: 'dead', updatedAt: START },
    ] as const;
    expect(fateOf(deliveries, Date.parse(START))).toEqual({
      pending: 0,
      retrying: 0,
      delivered: 1,
      dead: 1,
      cancelled: 0,
    });
  });
});

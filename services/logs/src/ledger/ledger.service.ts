import { FailureError, type Ledger, type LedgerQuery } from '@deskhook/contracts';
import { ledgerFigures } from '@deskhook/domain';
import { Injectable } from '@nestjs/common';
import { LedgerFiguresRepository } from './ledger-figures.repository.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** What became of the events that were accepted in a window. */
@Injectable()
export class LedgerService {
  constructor(private readonly figures: LedgerFiguresRepository) {}

  async of(tenant: string, query: LedgerQuery, now: number): Promise<Ledger> {
    const window = { tenant, ...ledgerWindow(query, now) };
    const { counts, items, asOf, lag } = await this.figures.of(window);
    const figures = ledgerFigures(counts, items);
    const unexplainedItems = figures.unexplained === 0 ? [] : await this.figures.unexplained(window);
    return { from: instant(window.from), to: instant(window.to), ...figures, unexplainedItems, asOf, lag };
  }
}

/** The last 24 hours unless the query says otherwise, widened to whole minutes: by them it is counted. */
export function ledgerWindow(
  query: LedgerQuery,
  now: number,
): { readonly from: number; readonly to: number } {
  const until = query.to === undefined ? now : Date.parse(query.to);
  const since = query.from === undefined ? until - DAY_MS : Date.parse(query.from);
  if (since >= until) {
    const [pointer, detail] = ['/query/from', 'must be before "to", which is now unless it is given'];
    throw new FailureError({
      kind: 'invalid',
      detail: `${pointer}: ${detail}`,
      errors: [{ pointer, detail }],
    });
  }
  // What the broker stored a moment ago may be of the next minute by its clock.
  const end = query.to === undefined ? until + MINUTE_MS : until;
  return { from: Math.floor(since / MINUTE_MS) * MINUTE_MS, to: Math.ceil(end / MINUTE_MS) * MINUTE_MS };
}

function instant(at: number): string {
  return new Date(at).toISOString();
}

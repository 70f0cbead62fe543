import type { LedgerCounts } from '@deskhook/domain';

/** The columns of everything that holds counts. */
export const LEDGER_COUNTS = [
  'accepted',
  'evaluated',
  'duplicates',
  'filtered',
  'commands',
  'deliveries',
  'open',
  'delivered',
  'dead',
  'cancelled',
] as const satisfies readonly (keyof LedgerCounts)[];

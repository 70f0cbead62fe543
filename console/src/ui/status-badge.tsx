import type { DeliveryStatus } from '../api/types.js';
import { WordBadge } from './word-badge.js';

const COLOURS: Readonly<Record<DeliveryStatus, string>> = {
  pending: 'blue',
  retrying: 'orange',
  delivered: 'green',
  dead: 'red',
  cancelled: 'gray',
};

/** What has become of a delivery: a word, its colour only helps. */
export function StatusBadge({ status }: { readonly status: DeliveryStatus }) {
  return <WordBadge colour={COLOURS[status]} word={status} />;
}

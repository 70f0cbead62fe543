import type { ChaosRun } from './chaos-run.js';
import type { ExpectedDelivery } from './scenario.js';
import type { Violation } from './verify-receipts.js';

/** What the publisher sent and the receiver got, counted. */
export function receiptFigures(
  { publisher, receiver }: ChaosRun,
  expected: ReadonlyMap<string, ExpectedDelivery>,
  violations: readonly Violation[],
): Record<string, number> {
  const receipts = [...receiver.receipts.values()];
  const sum = (of: (receipt: (typeof receipts)[number]) => number) =>
    receipts.reduce((total, receipt) => total + of(receipt), 0);
  return {
    'events accepted': publisher.accepted.length,
    'events published again': publisher.republished,
    'deliveries expected': expected.size,
    'deliveries received': [...expected.keys()].filter((key) => receiver.receipts.has(key)).length,
    'requests received': sum(({ requests }) => requests),
    'answered with an error': sum(({ requests, accepted }) => requests - accepted),
    'duplicates (2xx more than once)': sum(({ accepted }) => Math.max(0, accepted - 1)),
    'deliveries lost': violations.filter(({ kind }) => kind === 'lost').length,
  };
}

/** The longest time under load in which nothing new came in: how long the worst fault was felt. */
export function longestSilence({ publisher, receiver }: ChaosRun): number {
  const loadEnd = Math.max(...publisher.accepted.slice(-1).map(({ acceptedAt }) => acceptedAt));
  const times = [...receiver.receipts.values()].map(({ firstAt }) => firstAt).filter((at) => at <= loadEnd);
  times.sort((a, b) => a - b);
  return times.reduce((longest, at, nth) => Math.max(longest, at - (times[nth - 1] ?? at)), 0);
}

import type { AttemptReport, Delivery } from '@deskhook/contracts';
import { endpointKey } from '@deskhook/domain';
import type { ExemplarSpan, Labels } from '@deskhook/telemetry';
import { dispatcherMetrics } from './dispatcher.metrics.js';
import type { SendResult } from './egress/response-collector.js';
import type { FailureClass } from './egress/send-error.js';
import type { Endpoint } from './endpoints/endpoint-control.js';

const SECOND_MS = 1000;
/** Hashing a URL for every attempt would cost more than counting it. */
const LABELS_MAX = 10_000;

export type AttemptClass = '2xx' | '3xx' | '4xx' | '5xx' | FailureClass;

/** What metrics tell of one request. */
export interface MeasuredAttempt {
  readonly class: AttemptClass;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly durationMs: number;
  readonly exemplar: ExemplarSpan | null;
}

/** What metrics tell of a delivery's turn. */
export interface MeasuredRun {
  readonly delivery: Delivery;
  readonly dialect: string;
  readonly attempts: readonly MeasuredAttempt[];
  readonly status: AttemptReport['status'];
}

/** What came of a request, in a few classes. */
export function attemptClass(result: SendResult): AttemptClass {
  if (result.kind === 'error') return result.failure;
  if (result.code < 300) return '2xx';
  if (result.code < 400) return '3xx';
  return result.code < 500 ? '4xx' : '5xx';
}

/** Counts what came of a delivery's turn, once it is stored. */
export function countRun({ delivery, dialect, attempts, status }: MeasuredRun): void {
  const { tenant } = delivery;
  const endpoint = endpointLabel(delivery);
  for (const { class: outcome, durationMs, exemplar } of attempts) {
    const seconds = durationMs / SECOND_MS;
    dispatcherMetrics.attempts.inc({ tenant, dialect, class: outcome });
    dispatcherMetrics.attemptDuration.observe({ dialect, class: outcome }, seconds, exemplar);
    dispatcherMetrics.endpointAttempts.inc({ tenant, endpoint, class: outcome });
    dispatcherMetrics.endpointDuration.observe({ tenant, endpoint }, seconds);
  }
  if (status !== 'delivered' && status !== 'dead') return;
  countEnded({ tenant, dialect, outcome: status });
  const last = attempts.at(-1);
  if (status === 'delivered' && last !== undefined) observeLatency(delivery, last);
}

/** Counts a delivery that is not sent any more. Its subscription may be gone, and the dialect with it. */
export function countCancelled({ tenant }: Delivery): void {
  countEnded({ tenant, dialect: '', outcome: 'cancelled' });
}

/** How late the first attempt began that nothing about its endpoint held up. */
export function observeFirstLag(delivery: Delivery, [first]: readonly MeasuredAttempt[]): void {
  const { number, deferrals = 0 } = delivery;
  if (first === undefined || number !== 1 || deferrals > 0 || !isOfEvent(delivery)) return;
  const seconds = (first.at - delivery.acceptedAt) / SECOND_MS;
  dispatcherMetrics.firstAttemptLag.observe({}, seconds, first.exemplar);
}

/** The label of an endpoint: the id of its subscription, and the key of its URL as lanes have it. */
export function endpointLabel({ subscriptionId, url }: Pick<Endpoint, 'subscriptionId' | 'url'>): string {
  const key = `${subscriptionId} ${url}`;
  const known = labels.get(key);
  if (known !== undefined) return known;
  if (labels.size >= LABELS_MAX) labels.clear();
  const label = `${subscriptionId}:${endpointKey(url)}`;
  labels.set(key, label);
  return label;
}

const labels = new Map<string, string>();

function countEnded(ended: Labels<'tenant' | 'dialect' | 'outcome'>): void {
  dispatcherMetrics.deliveries.inc(ended);
  dispatcherMetrics.deliveriesEnded.inc({ outcome: ended.outcome });
}

function observeLatency(delivery: Delivery, { at, durationMs, exemplar }: MeasuredAttempt): void {
  if (!isOfEvent(delivery)) return;
  const seconds = (at + durationMs - delivery.acceptedAt) / SECOND_MS;
  const attempt = delivery.number === 1 ? 'first' : 'retry';
  dispatcherMetrics.deliveryLatency.observe({ attempt }, seconds, exemplar);
}

/** A replay is of an event that may be days old: it says nothing about how quick deliveries are. */
function isOfEvent({ sequence }: Delivery): boolean {
  return sequence !== undefined;
}

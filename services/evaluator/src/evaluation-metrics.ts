import { NO_TENANT, parseEventSubject, tenantOfSubject, type Refusal } from '@deskhook/contracts';
import { isCatalogueType, isEventType } from '@deskhook/domain';
import type { IncomingMessage } from '@deskhook/messaging';
import { OTHER, type ExemplarSpan } from '@deskhook/telemetry';
import { evaluatorMetrics } from './evaluator.metrics.js';

const SECOND_MS = 1000;
const CUSTOM = 'custom';

/** What metrics tell of an evaluated event. */
export interface MeasuredEvaluation {
  readonly tenant: string;
  readonly type: string;
  readonly derived: number;
  readonly deliveries: number;
  /** From when the broker stored it until it was taken up. */
  readonly lagMs: number;
  readonly durationMs: number;
  readonly exemplar: ExemplarSpan | null;
}

/** Counts an event when everything is stored that it called for. */
export function countEvaluated(evaluation: MeasuredEvaluation): void {
  const { tenant, type, derived, deliveries, lagMs, durationMs, exemplar } = evaluation;
  evaluatorMetrics.events.inc({ tenant, type: typeLabel(type), outcome: 'evaluated' });
  if (derived > 0) evaluatorMetrics.derived.inc({}, derived);
  if (deliveries > 0) evaluatorMetrics.deliveriesMade.inc({ tenant }, deliveries);
  evaluatorMetrics.lag.observe({}, lagMs / SECOND_MS);
  evaluatorMetrics.evaluation.observe({}, durationMs / SECOND_MS, exemplar);
}

/** Counts an event that cannot be accepted. What its subject names may be anything: only what exists gets series. */
export function countRefused(
  { subject }: IncomingMessage,
  { reason }: Refusal,
  isTenantKnown: boolean,
): void {
  const tenant = isTenantKnown ? tenantOfSubject(subject) : NO_TENANT;
  const type = typeLabel(parseEventSubject(subject)?.type ?? '');
  evaluatorMetrics.events.inc({ tenant, type, outcome: 'refused' });
  evaluatorMetrics.refused.inc({ reason });
}

export function observeMatching(durationMs: number): void {
  evaluatorMetrics.matching.observe({}, durationMs / SECOND_MS);
}

/** A type of the catalogue is a label; of the others there may be any number. */
function typeLabel(type: string): string {
  if (isCatalogueType(type)) return type;
  return isEventType(type) ? CUSTOM : OTHER;
}

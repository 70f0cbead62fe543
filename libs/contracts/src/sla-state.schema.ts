import { z } from 'zod';

const optionalText = z.string().nullable().default(null);
const position = { at: z.number(), type: z.string(), id: z.string() };
const flag = z.boolean().optional();
const due = z.number().nullable().optional();

const factSchema = z.object({
  ...position,
  status: z.object({ id: optionalText, slug: optionalText, base: optionalText }).nullable().default(null),
  priority: optionalText,
  reply: z.enum(['agent', 'customer']).nullable().default(null),
  agentReplied: z.boolean().default(false),
  due: z.object({ response: due, solution: due }).default({}),
  created: z.number().nullable().default(null),
  putAway: z.object({ spam: flag, trash: flag, deleted: flag }).default({}),
});

const metric = z.enum(['first_response', 'next_response', 'resolution', 'response', 'solution']);
const settledSchema = z.object({
  metric,
  cycle: z.string(),
  startedAt: z.number(),
  endedAt: z.number(),
  promised: z.object({ targetMs: z.number(), due: z.number().nullable() }).nullable(),
});

/** A clock that has not ended: its metric, and what is due; null while it stands still. */
const openClockSchema = z.object({ metric, due: z.number().nullable() });
export type OpenClock = z.infer<typeof openClockSchema>;

/**
 * Authoritative state of a ticket's promises in the bucket of timers, under `<tenant>.<hash of the ticket's id>`. Instants are
 * epoch milliseconds.
 */
export const slaStateSchema = z.object({
  tenant: z.string(),
  ticketId: z.string(),
  /** Counts the writes, so that an alarm knows the state that it was set for. */
  version: z.number().int(),
  /** The next alarm as of the last write. */
  next: z.number().nullable(),
  /** The clocks that had not ended as of the last write. */
  open: z.array(openClockSchema).default([]),
  facts: z.array(factSchema),
  thinnedTo: z.object(position).nullable(),
  settled: z.array(settledSchema),
  /** What was told, with the instant that it was told for. */
  told: z.record(z.string(), z.number()),
  snapshot: z.object({
    ticket: z.record(z.string(), z.unknown()),
    saidAt: z.record(z.string(), z.number()),
  }),
  /** Nothing is to come, so only the outline of the ticket is kept; `policyId` is then the policy that applied. */
  isReduced: z.boolean(),
  policyId: z.string().nullable(),
  /** The mark of the tenant's policies and calendars when it was judged. */
  policies: z.string(),
  /** Trace context of the newest event that was taken in: what an alarm's event is linked to. */
  trace: z.string().optional(),
});
export type SlaState = z.infer<typeof slaStateSchema>;

/** Headers of a state, for those who look through the bucket without reading the states. */
export const SLA_MARKS = {
  /** The next alarm, in epoch milliseconds; empty: none. */
  next: 'Deskhook-Sla-Next',
  /** The clocks that have not ended, as `openMark` writes them. Empty: written by a release that did not say it. */
  open: 'Deskhook-Sla-Open',
  /** The mark of the policies; `SLA_AT_REST` for a ticket that other policies would not change. */
  policies: 'Deskhook-Sla-Policies',
} as const;

export const SLA_AT_REST = 'at-rest';

const NONE_OPEN = 'none';

/** Open clocks as a mark: `resolution:1771340400000,next_response:`. */
export function openMark(clocks: readonly OpenClock[]): string {
  return clocks.map(({ metric: name, due: at }) => `${name}:${at ?? ''}`).join(',') || NONE_OPEN;
}

const METRICS = new Map<string, OpenClock['metric']>(metric.options.map((name) => [name, name]));

/** The open clocks of a mark; null where there is none, or none that is understood. */
export function parseOpenMark(mark: string): readonly OpenClock[] | null {
  if (mark === NONE_OPEN) return [];
  const clocks: OpenClock[] = [];
  for (const part of mark.split(',')) {
    const [name = '', at = ''] = part.split(':');
    // The name of the table and not that of the mark, of which hundreds of thousands may be kept.
    const known = METRICS.get(name);
    const due = at === '' ? null : Number(at);
    if (known === undefined || Number.isNaN(due)) return null;
    clocks.push({ metric: known, due });
  }
  return clocks;
}

/** What the sweep remembers, under a key that is no ticket's. */
export const slaSweepSchema = z.object({
  /** When the last one began. */
  at: z.number(),
  /** Alarms up to here are set. */
  setUntil: z.number(),
});
export type SlaSweep = z.infer<typeof slaSweepSchema>;
export const SLA_SWEEP_KEY = 'sweep';

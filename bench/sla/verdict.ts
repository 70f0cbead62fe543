import { percentile } from '../machine/statistics.js';
import type { Breach } from './breaches.js';
import type { TicketTimer } from './ticket-timer.js';

/** What became of timers that fell due. */
export interface Verdict {
  readonly timers: number;
  readonly lost: number;
  /** Told before they were due. */
  readonly early: number;
  /** Told again under another id: a receiver would take it for another breach. */
  readonly doubled: number;
  /** Told again under the same id, which a crash may cause. */
  readonly repeated: number;
  /** From the due instant until the first telling was stored, in milliseconds. */
  readonly errorMs: { readonly p50: number; readonly p99: number; readonly max: number };
  /** When 99 of 100 of them, and the last, had been told first, in epoch milliseconds. */
  readonly toldAt: { readonly p99: number; readonly last: number };
}

/** Holds what was told against what was due; breaches of other tickets do not count. */
export function verdictOn(timers: readonly TicketTimer[], breaches: readonly Breach[]): Verdict {
  const byTicket = Map.groupBy(breaches, ({ ticket }) => ticket);
  const told = timers.flatMap(({ ticket, due }) => {
    const found = byTicket.get(ticket) ?? [];
    const [first] = found;
    return first === undefined
      ? []
      : [{ due, at: first.at, ids: new Set(found.map(({ id }) => id)).size, times: found.length }];
  });
  const errors = Float64Array.from(told, ({ due, at }) => at - due).sort();
  const instants = Float64Array.from(told, ({ at }) => at).sort();
  return {
    timers: timers.length,
    lost: timers.length - told.length,
    early: errors.filter((error) => error < 0).length,
    doubled: told.reduce((sum, { ids }) => sum + ids - 1, 0),
    repeated: told.reduce((sum, { ids, times }) => sum + times - ids, 0),
    errorMs: { p50: percentile(errors, 50), p99: percentile(errors, 99), max: errors.at(-1) ?? 0 },
    toldAt: { p99: percentile(instants, 99), last: instants.at(-1) ?? 0 },
  };
}

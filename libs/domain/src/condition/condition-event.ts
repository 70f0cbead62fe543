import type { WorkingTime } from '../calendar/working-time.js';

/** What a condition can look at: an accepted event. */
export interface ConditionEvent {
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly subject: string | null;
  /** Epoch milliseconds; null when the event states none: then the instant counts at which the broker stored it. */
  readonly time: number | null;
  readonly hopcount: number;
  readonly actorType: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What a condition needs beside the event. */
export interface ConditionContext {
  /** What "the last two hours" count back from: when the broker stored the event. The same at every evaluation. */
  readonly now: number;
  /** The business hours of a calendar; null when there is none of that id. */
  workingTime(calendar: string): WorkingTime | null;
}

/** No calendars at all. */
export const NO_CALENDARS = (): null => null;

import type { Stack } from './stack.js';

/** Something whose CPU time is read. */
export interface Meter {
  readonly name: string;
  readonly cpuSeconds: () => number;
}

/** A process of the contestant's own. */
export interface OwnProcess {
  readonly name: string;
  readonly pid: number;
}

/** What takes events from JetStream and delivers them: the bare loop, or Deskhook in one of its forms. */
export interface Contestant {
  readonly name: string;
  /** Starts it on the stack, for the receiver at the URL; the disposal of `owner` ends it. */
  start(owner: AsyncDisposableStack, stack: Stack, receiverUrl: string): Promise<RunningContestant>;
}

export interface RunningContestant {
  readonly processes: readonly OwnProcess[];
  /** Where events go in: `<prefix>.<type>` in the stream. */
  readonly subjectPrefix: string;
  readonly stream: string;
  /** The consumer that takes the events; while it is paused, events gather. */
  readonly durable: string;
  /** How many attempts its log holds; null when it keeps none. */
  readonly loggedAttempts: (() => Promise<number>) | null;
  /** Waits until it has told all that it tells of itself beside its work. */
  readonly hasTold?: () => Promise<void>;
}

import { randomUUID } from 'node:crypto';
import { TransientError } from '@deskhook/contracts';
import type { Logger } from '@deskhook/runtime';

const IDLE_MS = 1_000;
/** A turn ends after this long, whatever is left to do, */
const TURN_MS = 4_000;
/** and anybody may take the work after this long: the process that had it has ended, or stands still. */
const HOLD_MS = 15_000;

/** A turn at some work that processes share: who has it, and until when. */
export interface Turn {
  /** Names the claim; what is written down under it counts only for as long as it holds. */
  readonly holder: string;
  /** Whether the turn is over: its time, or the process. */
  readonly isOver: () => boolean;
}

/** Work that is done in turns by any number of processes, each piece by one at a time. */
export interface TurnWork<C> {
  /** As it stands in log lines. */
  readonly name: string;
  /** Takes the piece whose turn it is; null when none is due. */
  readonly claim: (holder: string, holdMs: number) => Promise<C | null>;
  readonly take: (claim: C, turn: Turn) => Promise<void>;
}

/** Takes turns for as long as it runs. */
export class TurnLoop<C> {
  private readonly ending = new AbortController();
  private workers: readonly Promise<void>[] = [];
  private waking = Promise.withResolvers<void>();

  constructor(
    private readonly work: TurnWork<C>,
    private readonly logger: Logger,
  ) {}

  /** Begins, with so many turns at once. */
  start(workers: number): void {
    this.workers = Array.from({ length: workers }, () => this.run());
  }

  /** There is something to do. */
  wake(): void {
    this.waking.resolve();
    this.waking = Promise.withResolvers();
  }

  /** What is at work is finished and written down, so that nobody needs to wait for its claim to run out. */
  async stop(): Promise<void> {
    this.ending.abort();
    this.wake();
    await Promise.all(this.workers);
  }

  private async run(): Promise<void> {
    while (!this.ending.signal.aborted) {
      if (!(await this.turn())) await this.idle();
    }
  }

  /** Whether there was one to take. */
  private async turn(): Promise<boolean> {
    const holder = randomUUID();
    const until = Date.now() + TURN_MS;
    const isOver = () => this.ending.signal.aborted || Date.now() >= until;
    try {
      const claim = await this.work.claim(holder, HOLD_MS);
      if (claim === null) return false;
      await this.work.take(claim, { holder, isOver });
      return true;
    } catch (error) {
      // A database that is away is told by others.
      const level = error instanceof TransientError ? 'debug' : 'error';
      const reason = error instanceof Error ? error.message : String(error);
      this.logger[level]({ work: this.work.name, reason }, 'turn.failed');
      return false;
    }
  }

  private async idle(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const pause = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, IDLE_MS).unref();
    });
    await Promise.race([pause, this.waking.promise]);
    clearTimeout(timer);
  }
}

import type { Obstacle } from './event-queue.js';

/** The same obstacle is told again after this long, where it still is or has come back. */
const AGAIN_AFTER_MS = 10 * 60 * 1_000;
/** Texts that are remembered: those of a broker or gateway that always says something else are not told one by one. */
const TEXTS_MAX = 10;

/** Which obstacles are news, and what is said of them. */
export class ObstacleWarnings {
  /** When each text was last told, in milliseconds. */
  private readonly told = new Map<string, number>();

  constructor(private readonly tenant: string) {}

  /** The text of a warning; null where it was told lately. `nowMs` is of any clock that only goes forward. */
  next({ error, waiting }: Obstacle, nowMs: number): string | null {
    for (const [text, at] of this.told) if (nowMs - at >= AGAIN_AFTER_MS) this.told.delete(text);
    if (this.told.has(error.message) || this.told.size >= TEXTS_MAX) return null;
    this.told.set(error.message, nowMs);
    return `events of tenant ${this.tenant} cannot be stored now and are tried again (waiting: ${waiting}): ${error.message}. With onRetry every pause is told there instead.`;
  }
}

/** A broker or consumer leader that is away for less is nobody's business. */
const FAILING_MS_MAX = 15_000;

/** Whether a consumer comes by its messages, as its tries to pull some tell. */
export class PullStanding {
  /** Since when every try has failed, in milliseconds of the process. */
  private failingSince: number | null = null;
  private fault = '';

  constructor(private readonly durable: string) {}

  works(): void {
    this.failingSince = null;
  }

  fails(error: unknown): void {
    this.failingSince ??= performance.now();
    this.fault = error instanceof Error ? error.message : String(error);
  }

  /** `true`, or a sentence once the tries have failed for long. */
  check(): true | string {
    if (this.failingSince === null) return true;
    const ms = performance.now() - this.failingSince;
    if (ms < FAILING_MS_MAX) return true;
    return `${this.durable} has not been able to take messages for ${Math.floor(ms / 1000)} s: ${this.fault}`;
  }
}

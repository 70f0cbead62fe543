import type { Logger } from '@deskhook/runtime';

interface Last {
  readonly kind: string;
  readonly done: Promise<void>;
}

/** Work in the background that is done one after the other for each key; what failed is logged and left to the next cause. */
export class KeyedWork {
  private readonly last = new Map<string, Last>();

  constructor(private readonly logger: Logger) {}

  get isIdle(): boolean {
    return this.last.size === 0;
  }

  isAtWorkOn(key: string): boolean {
    return this.last.has(key);
  }

  /** Adds a piece of work, unless the last one of the key is of the same kind and not done yet. */
  add(key: string, kind: string, work: () => Promise<void>): void {
    const before = this.last.get(key);
    if (before?.kind === kind) return;
    const done = (before?.done ?? Promise.resolve()).then(() => this.attempt(key, kind, work));
    const last = { kind, done };
    this.last.set(key, last);
    void done.then(() => {
      if (this.last.get(key) === last) this.last.delete(key);
    });
  }

  /** Resolves when everything that was added before is done. */
  async done(): Promise<void> {
    await Promise.all([...this.last.values()].map(({ done }) => done));
  }

  private async attempt(key: string, kind: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.logger.warn({ key, kind, err: error }, 'endpoint.health-not-stored');
    }
  }
}

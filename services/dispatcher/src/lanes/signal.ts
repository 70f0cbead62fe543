/** Wakes a loop that waits, or keeps it from waiting when it was woken before. */
export class Signal {
  private isSet = false;
  private waiting: (() => void) | null = null;

  wake(): void {
    this.isSet = true;
    this.waiting?.();
  }

  /** Resolves when it is woken, or after the time; at once when it was woken since the last wait. */
  async wait(timeMs: number): Promise<void> {
    if (!this.isSet) {
      const turn = Promise.withResolvers<void>();
      const timer = setTimeout(() => turn.resolve(), timeMs);
      this.waiting = () => turn.resolve();
      await turn.promise;
      clearTimeout(timer);
      this.waiting = null;
    }
    this.isSet = false;
  }
}

/** What has been begun and must be ended again, last things first, however far the beginning came. */
export class Ends {
  private readonly pending: (() => unknown)[] = [];
  private running: Promise<void> | null = null;

  /** What is begun when everything was ended already is ended at once. */
  add(end: () => unknown): void {
    this.pending.push(end);
    if (this.running !== null) this.run().catch(() => undefined);
  }

  /** Ends everything, also when one of the ends fails; throws the first failure. Nothing is ended twice. */
  run(): Promise<void> {
    const before = this.running?.catch(() => undefined) ?? Promise.resolve();
    this.running = before.then(() => this.endAll());
    return this.running;
  }

  private async endAll(): Promise<void> {
    const failures: unknown[] = [];
    for (let end = this.pending.pop(); end !== undefined; end = this.pending.pop()) {
      try {
        await end();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}

/** Bytes of payloads that lanes hold ahead of their turn, bounded over all of them. */
export class PayloadMemory {
  private held = 0;

  constructor(private readonly bytesMax: number) {}

  /** True when there is room; it is taken then. */
  take(bytes: number): boolean {
    if (this.held + bytes > this.bytesMax) return false;
    this.held += bytes;
    return true;
  }

  free(bytes: number): void {
    this.held -= bytes;
  }
}

import { UsageError, type Fault } from '../cli-error.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import type { Output } from '../output.js';
import { printable } from '../printable.js';
import type { PublishResult } from './publication.js';

const WAITED_FOR_MAX = 1_000;
const SHOWN_REFUSALS_MAX = 20;

/** Counts results and tells of them. */
export class PublishTally {
  readonly stored: string[] = [];
  private storedCount = 0;
  private refusedCount = 0;
  private traceId = '';
  private readonly refusals: Fault[] = [];

  constructor(
    private readonly output: Output,
    private readonly keepsIds: boolean,
  ) {}

  get count(): number {
    return this.storedCount + this.refusedCount;
  }

  get storedUntilNow(): number {
    return this.storedCount;
  }

  add(results: readonly PublishResult[]): void {
    for (const result of results) {
      this.output.item(result);
      if (result.outcome === 'stored') this.addStored(result.id, result.traceId);
      else this.addRefused(result.place, result);
    }
  }

  conclude(): ExitCode {
    const { output } = this;
    const [id] = this.stored;
    if (this.count === 1 && id !== undefined)
      output.text(`published ${printable(id)}\ntrace     ${this.traceId}`);
    else if (this.storedCount > 0 || this.count === 0) output.text(`${this.storedCount} events published`);
    if (this.refusedCount === 0) return EXIT.ok;
    output.failure(`${this.refusedCount} of ${this.count} events were refused`, this.refusals);
    const left = this.refusedCount - this.refusals.length;
    if (left > 0) output.note(`  … and ${left} more; --json lists them all`);
    return EXIT.failed;
  }

  private addStored(id: string, traceId: string): void {
    this.storedCount += 1;
    this.traceId = traceId;
    if (this.keepsIds && this.stored.length >= WAITED_FOR_MAX)
      throw new UsageError(`--wait is for at most ${WAITED_FOR_MAX} events; those before are published`);
    if (this.keepsIds || this.stored.length === 0) this.stored.push(id);
  }

  private addRefused(place: string, { pointer, detail }: Fault): void {
    this.refusedCount += 1;
    const at = [place, pointer].filter((part) => part !== '').join(' ');
    if (this.refusals.length < SHOWN_REFUSALS_MAX) this.refusals.push({ pointer: at, detail });
  }
}

import { Injectable } from '@nestjs/common';
import { dayOf } from './log-tables.js';
import { PartitionsRepository } from './partitions.repository.js';

/** Postgres has no partition for a row (SQLSTATE check_violation). */
const NO_PARTITION = '23514';

/**
 * Sees to it that what is written finds the partition of its day: that of today, but also of a day that is long gone or
 * still to come, when clocks disagree or an old event is sent again.
 */
@Injectable()
export class LogDays {
  private known: ReadonlySet<number> = new Set();

  constructor(private readonly partitions: PartitionsRepository) {}

  /**
   * Writes what belongs to these instants (epoch milliseconds). Where another replica has just dropped one of the
   * partitions, it is made again, and what was written to it goes with the next sweep.
   */
  async write<T>(instants: readonly number[], work: () => Promise<T>): Promise<T> {
    const days = new Set(instants.map(dayOf));
    await this.prepare(days);
    try {
      return await work();
    } catch (error) {
      if (!isPartitionMissing(error)) throw error;
      this.known = new Set();
      await this.prepare(days);
      return await work();
    }
  }

  /** Makes what is missing of these days. */
  async prepare(days: ReadonlySet<number>): Promise<void> {
    const missing = [...days].filter((day) => !this.known.has(day));
    if (missing.length === 0) return;
    await this.partitions.make(missing);
    this.known = new Set([...this.known, ...missing]);
  }

  /** What was dropped must be made again before it is written to. */
  forget(day: number): void {
    this.known = new Set([...this.known].filter((one) => one !== day));
  }
}

function isPartitionMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === NO_PARTITION;
}

import { Database } from '@deskhook/database';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { dayText } from './log-tables.js';

/** What is noted of a use may be a day old, and clocks may disagree by another. */
const SLACK_DAYS = 2;
const TERM_TABLES = ['series', 'texts'] as const;

const clockSchema = z.object({ at: z.number() });

/** Reads what retention goes by, and removes what nothing refers to any more. */
@Injectable()
export class RetentionRepository {
  constructor(private readonly database: Database) {}

  /** The database's clock, in epoch milliseconds. */
  async clock(): Promise<number> {
    const [row] = await this.database.query('SELECT extract(epoch FROM now())::float8 * 1000 AS at', []);
    return clockSchema.parse(row).at;
  }

  /** Removes the terms that were last used before a day whose partitions are all gone. */
  async removeTerms(before: number): Promise<void> {
    for (const table of TERM_TABLES)
      await this.database.query(`DELETE FROM logs.${table} WHERE used_on < $1::date`, [
        dayText(before - SLACK_DAYS),
      ]);
  }
}

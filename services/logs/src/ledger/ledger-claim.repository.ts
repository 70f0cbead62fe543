import { Database } from '@deskhook/database';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';

const HELD = `held_until = now() + $2::float8 * interval '1 ms'`;
const BEGIN = `UPDATE logs.ledger_state SET round_at = now(), holder = $1, ${HELD}
  WHERE (held_until IS NULL OR held_until < now()) AND round_at <= now() - $3::float8 * interval '1 ms' RETURNING 1`;
const RENEW = `UPDATE logs.ledger_state SET ${HELD} WHERE holder = $1 RETURNING 1`;
const END = `UPDATE logs.ledger_state SET holder = NULL, held_until = NULL WHERE holder = $1 RETURNING 1`;

const countSchema = z.object({ count: z.number() });

/**
 * Lets one replica at a time make a round, for as long as that takes. By the database's clock: whoever stands still or is
 * cut off loses the claim when its time is over.
 */
@Injectable()
export class LedgerClaimRepository {
  constructor(private readonly database: Database) {}

  /** True for one of all replicas, and once in the time. `holder` names the round, `holdMs` is until when it must be renewed. */
  begin(holder: string, holdMs: number, everyMs: number): Promise<boolean> {
    return this.changed(BEGIN, [holder, holdMs, everyMs]);
  }

  /** False when another replica has taken over. */
  renew(holder: string, holdMs: number): Promise<boolean> {
    return this.changed(RENEW, [holder, holdMs]);
  }

  async end(holder: string): Promise<void> {
    await this.changed(END, [holder]);
  }

  private async changed(statement: string, parameters: readonly unknown[]): Promise<boolean> {
    const sql = `WITH changed AS (${statement}) SELECT count(*)::int AS count FROM changed`;
    const [row] = await this.database.query(sql, parameters);
    return countSchema.parse(row).count > 0;
  }
}

import { randomUUID } from 'node:crypto';
import type { Logger } from '@deskhook/runtime';
import type { LedgerClaimRepository } from './ledger-claim.repository.js';

const HOLD_MS = 15_000;

/** Makes rounds that no other replica makes at the same time, however long one takes. */
export class LedgerTurns {
  constructor(
    private readonly claims: LedgerClaimRepository,
    private readonly logger: Logger,
    private readonly holdMs = HOLD_MS,
  ) {}

  /** Makes a round unless one is being made, or was begun less than the time ago; tells whether it did. */
  async take(everyMs: number, round: () => Promise<void>): Promise<boolean> {
    const holder = randomUUID();
    if (!(await this.claims.begin(holder, this.holdMs, everyMs))) return false;
    const renewing = setInterval(() => void this.renew(holder), this.holdMs / 3);
    try {
      await round();
      return true;
    } finally {
      clearInterval(renewing);
      // What cannot be given back runs out.
      await this.claims.end(holder).catch(() => undefined);
    }
  }

  /** A round whose claim is lost may end: what it notes of a look counts only if nobody has looked since. */
  private async renew(holder: string): Promise<void> {
    try {
      if (!(await this.claims.renew(holder, this.holdMs))) this.logger.warn({ holder }, 'ledger.claim-lost');
    } catch (error) {
      this.logger.debug({ err: error }, 'ledger.claim-not-renewed');
    }
  }
}

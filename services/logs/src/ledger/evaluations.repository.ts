import type { Evaluation } from '@deskhook/contracts';
import { Database } from '@deskhook/database';
import { Injectable } from '@nestjs/common';
import { storableJson } from '../ingest/storable-text.js';

/** Keeps what evaluations came to until the ledger takes it in. */
@Injectable()
export class EvaluationsRepository {
  constructor(private readonly database: Database) {}

  /** Stores a batch as one row. Told twice, an evaluation counts once all the same. */
  async store(evaluations: readonly Evaluation[]): Promise<void> {
    if (evaluations.length === 0) return;
    const told = storableJson(JSON.stringify(evaluations));
    await this.database.query('INSERT INTO logs.ledger_inbox (told) VALUES ($1::json)', [told]);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { indexPartitions } from './index-partitions.js';

/** Everything that counting SLA events asks for. */
const EVENTS_OF_SLA = {
  table: 'events',
  name: 'events_of_sla',
  definition: `(tenant, type, received_at, sequence, id) WHERE type IN ('sla.warning', 'sla.breached')`,
};

/** What an overview shows and nothing counted before: the statistics' newest failures, and an index of SLA events. */
export class Overview1764800000000 implements MigrationInterface {
  readonly name = 'Overview1764800000000';
  /** An index that locks nobody out is not built inside a transaction. Each step may be done again. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await indexPartitions(runner, EVENTS_OF_SLA);
    // The newest failed attempt of the bucket: when it began in epoch microseconds, the number of its error's text and the code
    // of its answer, each 0 where there was none. Arrays compare by their first item, so that the greatest is the newest.
    await runner.query('ALTER TABLE logs.attempt_stats ADD COLUMN IF NOT EXISTS last_failure bigint[]');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX logs.events_of_sla');
    await runner.query('ALTER TABLE logs.attempt_stats DROP COLUMN last_failure');
  }
}

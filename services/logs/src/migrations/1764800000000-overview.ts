import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an overview shows and nothing counted before. */
const UP = [
  // An index of a large log takes longer than a statement may. It keeps events from being stored for that long, which waits in
  // the stream; the statistics are locked last, so that they are for no longer than a moment.
  'SET LOCAL statement_timeout = 0',
  // Everything that counting SLA events asks for.
  `CREATE INDEX events_of_sla ON logs.events (tenant, type, received_at, sequence, id)
     WHERE type IN ('sla.warning', 'sla.breached')`,
  // The newest failed attempt of the bucket: when it began in epoch microseconds, the number of its error's text and the code of
  // its answer, each 0 where there was none. Arrays compare by their first item, so that the greatest is the newest.
  'ALTER TABLE logs.attempt_stats ADD COLUMN last_failure bigint[]',
];

/** The statistics' newest failures, and an index of SLA events. */
export class Overview1764800000000 implements MigrationInterface {
  readonly name = 'Overview1764800000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX logs.events_of_sla');
    await runner.query('ALTER TABLE logs.attempt_stats DROP COLUMN last_failure');
  }
}

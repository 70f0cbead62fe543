import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Replays of a selection. `batch` is what is being sent at the moment, written down before it is sent; `holder` is the
 * process that does it, until `held_until`.
 */
const UP = [
  `CREATE TABLE logs.replays (
     tenant text COLLATE "C" NOT NULL,
     id text COLLATE "C" NOT NULL,
     kind text NOT NULL,
     filter json NOT NULL,
     per_second int NOT NULL,
     state text NOT NULL,
     selected int NOT NULL,
     replayed int NOT NULL DEFAULT 0,
     failed int NOT NULL DEFAULT 0,
     skipped_by jsonb NOT NULL DEFAULT '{}',
     failures jsonb NOT NULL DEFAULT '[]',
     waiting text,
     detail text,
     started_by text NOT NULL,
     created_at timestamptz NOT NULL,
     updated_at timestamptz NOT NULL,
     ended_at timestamptz,
     position_at timestamptz,
     position_id text COLLATE "C",
     batch json,
     holder text,
     held_until timestamptz,
     served_at timestamptz,
     next_at timestamptz NOT NULL,
     faults int NOT NULL DEFAULT 0,
     PRIMARY KEY (tenant, id))`,
  `CREATE INDEX replays_running ON logs.replays (next_at) WHERE state = 'running'`,
];

/** Replays that outlive the process that began them. */
export class Replays1764710000000 implements MigrationInterface {
  readonly name = 'Replays1764710000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE logs.replays');
  }
}

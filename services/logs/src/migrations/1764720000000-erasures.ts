import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Erasures of persons and of deleted tenants. `email`, `requester_id` and what was learnt of the person are kept for as
 * long as it is at work, and no longer. What was erased keeps its address, so that the same bytes cannot come back under it.
 */
const UP = [
  'ALTER TABLE logs.bodies ADD COLUMN erased_at timestamptz',
  'ALTER TABLE logs.dead_letters ADD COLUMN erased_at timestamptz',
  `CREATE TABLE logs.erasures (
     tenant text COLLATE "C" NOT NULL,
     id text COLLATE "C" NOT NULL,
     kind text NOT NULL,
     email text,
     requester_id text,
     shown json NOT NULL,
     state text NOT NULL,
     detail text,
     started_by text NOT NULL,
     created_at timestamptz NOT NULL,
     updated_at timestamptz NOT NULL,
     ended_at timestamptz,
     barrier json NOT NULL,
     progress jsonb NOT NULL,
     holder text,
     held_until timestamptz,
     served_at timestamptz,
     next_at timestamptz NOT NULL,
     faults int NOT NULL DEFAULT 0,
     PRIMARY KEY (tenant, id))`,
  `CREATE INDEX erasures_running ON logs.erasures (next_at) WHERE state = 'running'`,
];

/** Erasures that outlive the process that began them, and the marks that they leave. */
export class Erasures1764720000000 implements MigrationInterface {
  readonly name = 'Erasures1764720000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE logs.erasures');
    await runner.query('ALTER TABLE logs.dead_letters DROP COLUMN erased_at');
    await runner.query('ALTER TABLE logs.bodies DROP COLUMN erased_at');
  }
}

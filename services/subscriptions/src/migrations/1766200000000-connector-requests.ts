import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = '"subscriptions"."connectors"';

/** The newest request of each outcome beside its connector. The default lets the release before go on writing rows. */
export class ConnectorRequests1766200000000 implements MigrationInterface {
  name = 'ConnectorRequests1766200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE ${TABLE} ADD COLUMN "last_requests" jsonb NOT NULL DEFAULT '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE ${TABLE} DROP COLUMN "last_requests"`);
  }
}

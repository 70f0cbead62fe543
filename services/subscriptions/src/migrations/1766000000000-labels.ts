import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = '"subscriptions"."subscriptions"';

/**
 * A lasting name and labels of subscriptions; those of calendars and SLA policies stand in their definitions. The defaults let
 * the release before go on writing rows.
 */
export class Labels1766000000000 implements MigrationInterface {
  name = 'Labels1766000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE ${TABLE} ADD COLUMN "key" text`);
    await runner.query(`ALTER TABLE ${TABLE} ADD COLUMN "labels" jsonb NOT NULL DEFAULT '{}'`);
    await runner.query(`CREATE UNIQUE INDEX "subscriptions_tenant_key" ON ${TABLE} ("tenant_id", "key")`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "subscriptions"."subscriptions_tenant_key"');
    for (const name of ['key', 'labels']) await runner.query(`ALTER TABLE ${TABLE} DROP COLUMN "${name}"`);
  }
}

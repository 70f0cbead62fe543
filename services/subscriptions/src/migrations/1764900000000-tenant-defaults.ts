import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What new subscriptions of a tenant begin with. The default lets the release before go on writing rows. */
export class TenantDefaults1764900000000 implements MigrationInterface {
  name = 'TenantDefaults1764900000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE "subscriptions"."tenants" ADD COLUMN "defaults" jsonb NOT NULL DEFAULT '{}'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "subscriptions"."tenants" DROP COLUMN "defaults"');
  }
}

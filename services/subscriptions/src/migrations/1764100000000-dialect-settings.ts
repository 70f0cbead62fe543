import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `ALTER TABLE "subscriptions"."tenants" ADD COLUMN "secrets" jsonb NOT NULL DEFAULT '[]'`,
  `ALTER TABLE "subscriptions"."subscriptions" ADD COLUMN "dialect_options" json NOT NULL DEFAULT '{}'`,
  `ALTER TABLE "subscriptions"."subscriptions" ADD COLUMN "uses_tenant_secret" boolean NOT NULL DEFAULT false`,
];

const DOWN = [
  `ALTER TABLE "subscriptions"."subscriptions" DROP COLUMN "uses_tenant_secret"`,
  `ALTER TABLE "subscriptions"."subscriptions" DROP COLUMN "dialect_options"`,
  `ALTER TABLE "subscriptions"."tenants" DROP COLUMN "secrets"`,
];

/**
 * Options of dialects, as `json`: the order of a template's members has a meaning, and `jsonb` would not keep it; and the tenant's default secret. The defaults
 * let the release before go on writing rows.
 */
export class DialectSettings1764100000000 implements MigrationInterface {
  name = 'DialectSettings1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

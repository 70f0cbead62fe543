import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = `CREATE TABLE "subscriptions"."connectors" (
  "id" text NOT NULL,
  "tenant_id" text NOT NULL,
  "kind" text NOT NULL,
  "name" text NOT NULL,
  "status" text NOT NULL,
  "secrets" jsonb NOT NULL,
  "options" json NOT NULL,
  "version" integer NOT NULL,
  "created_at" timestamptz(3) NOT NULL,
  "updated_at" timestamptz(3) NOT NULL,
  CONSTRAINT "connectors_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "connectors_status" CHECK ("status" IN ('active', 'inactive')),
  CONSTRAINT "connectors_tenant_fkey" FOREIGN KEY ("tenant_id") REFERENCES "subscriptions"."tenants" ("id")
)`;

/** Inbound connectors, a tenant's few dozen at most. */
export class Connectors1766100000000 implements MigrationInterface {
  name = 'Connectors1766100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    await runner.query(
      'CREATE INDEX "connectors_by_tenant" ON "subscriptions"."connectors" ("tenant_id", "id")',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "subscriptions"."connectors"');
  }
}

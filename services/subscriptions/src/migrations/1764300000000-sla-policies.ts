import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  `CREATE TABLE "subscriptions"."calendars" (
    "tenant_id" text NOT NULL,
    "id" text NOT NULL,
    "definition" json NOT NULL,
    "version" integer NOT NULL,
    "created_at" timestamptz(3) NOT NULL,
    "updated_at" timestamptz(3) NOT NULL,
    CONSTRAINT "calendars_pkey" PRIMARY KEY ("tenant_id", "id"),
    CONSTRAINT "calendars_tenant_fkey" FOREIGN KEY ("tenant_id") REFERENCES "subscriptions"."tenants" ("id")
  )`,
  `CREATE TABLE "subscriptions"."sla_policies" (
    "tenant_id" text NOT NULL,
    "id" text NOT NULL,
    "position" integer NOT NULL,
    "definition" json NOT NULL,
    "version" integer NOT NULL,
    "created_at" timestamptz(3) NOT NULL,
    "updated_at" timestamptz(3) NOT NULL,
    CONSTRAINT "sla_policies_pkey" PRIMARY KEY ("tenant_id", "id"),
    CONSTRAINT "sla_policies_tenant_fkey" FOREIGN KEY ("tenant_id") REFERENCES "subscriptions"."tenants" ("id")
  )`,
];

/** Business calendars and SLA policies, a tenant's few hundred at most: the primary key is all the index they need. */
export class SlaPolicies1764300000000 implements MigrationInterface {
  name = 'SlaPolicies1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['sla_policies', 'calendars'])
      await runner.query(`DROP TABLE "subscriptions"."${table}"`);
  }
}

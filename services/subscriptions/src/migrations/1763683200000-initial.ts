import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  `CREATE TABLE "subscriptions"."tenants" (
    "id" text NOT NULL,
    "name" text NOT NULL,
    "site_url" text,
    "subdomain" text,
    "admin_base_url" text,
    "portal_base_url" text,
    "timezone" text NOT NULL,
    "created_at" timestamptz(3) NOT NULL,
    "updated_at" timestamptz(3) NOT NULL,
    CONSTRAINT "tenants_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "tenants_id_form" CHECK ("id" ~ '^[a-z0-9][a-z0-9-]{0,62}$')
  )`,
  `CREATE TABLE "subscriptions"."api_keys" (
    "id" text NOT NULL,
    "tenant_id" text NOT NULL,
    "name" text NOT NULL,
    "role" text NOT NULL,
    "hash" text NOT NULL,
    "hint" text NOT NULL,
    "created_at" timestamptz(3) NOT NULL,
    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "api_keys_hash_key" UNIQUE ("hash"),
    CONSTRAINT "api_keys_role_known" CHECK ("role" IN ('admin', 'editor', 'viewer', 'publisher')),
    CONSTRAINT "api_keys_tenant_fkey" FOREIGN KEY ("tenant_id") REFERENCES "subscriptions"."tenants" ("id")
  )`,
  `CREATE TABLE "subscriptions"."subscriptions" (
    "id" text NOT NULL,
    "tenant_id" text NOT NULL,
    "name" text NOT NULL,
    "urls" text[] NOT NULL,
    "events" text[] NOT NULL,
    "status" text NOT NULL,
    "dialect" text NOT NULL,
    "secrets" jsonb NOT NULL,
    "headers" jsonb NOT NULL,
    "delivery" jsonb NOT NULL,
    "version" integer NOT NULL,
    "created_at" timestamptz(3) NOT NULL,
    "updated_at" timestamptz(3) NOT NULL,
    CONSTRAINT "subscriptions_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "subscriptions_status_known" CHECK ("status" IN ('active', 'inactive')),
    CONSTRAINT "subscriptions_tenant_fkey" FOREIGN KEY ("tenant_id") REFERENCES "subscriptions"."tenants" ("id")
  )`,
  `CREATE TABLE "subscriptions"."outbox" (
    "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    "key" text NOT NULL,
    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
  )`,
];

const INDEXES = [
  `CREATE INDEX "api_keys_tenant_created" ON "subscriptions"."api_keys" ("tenant_id", "created_at", "id")`,
  `CREATE INDEX "subscriptions_tenant_created" ON "subscriptions"."subscriptions" ("tenant_id", "created_at", "id")`,
];

export class Initial1763683200000 implements MigrationInterface {
  name = 'Initial1763683200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...INDEXES]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['outbox', 'subscriptions', 'api_keys', 'tenants']) {
      await runner.query(`DROP TABLE "subscriptions"."${table}"`);
    }
  }
}

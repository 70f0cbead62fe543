import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `CREATE TABLE "subscriptions"."audit_log" (
    "id" text NOT NULL,
    "tenant_id" text NOT NULL,
    "at" timestamptz(3) NOT NULL,
    "actor_kind" text NOT NULL,
    "actor_id" text NOT NULL,
    "actor_name" text,
    "actor_role" text NOT NULL,
    "operation" text NOT NULL,
    "target_kind" text NOT NULL,
    "target_id" text NOT NULL,
    "target_name" text,
    "changes" json NOT NULL,
    "result" text NOT NULL,
    "ip" text,
    "user_agent" text,
    CONSTRAINT "audit_log_result_known" CHECK ("result" IN ('ok', 'failed')),
    CONSTRAINT "audit_log_actor_known" CHECK ("actor_kind" IN ('root', 'key', 'system')),
    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("id")
  )`,
  `CREATE INDEX "audit_log_tenant" ON "subscriptions"."audit_log" ("tenant_id", "id")`,
  `CREATE INDEX "audit_log_at" ON "subscriptions"."audit_log" ("at")`,
];

/** Who changed what. One index gives a tenant's entries, newest first, the other those that are to go. */
export class AuditLog1764500000000 implements MigrationInterface {
  name = 'AuditLog1764500000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "subscriptions"."audit_log"');
  }
}

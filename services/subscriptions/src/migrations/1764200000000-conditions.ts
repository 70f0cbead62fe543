import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `ALTER TABLE "subscriptions"."subscriptions" ADD COLUMN "condition" json`,
  `ALTER TABLE "subscriptions"."subscriptions" ADD COLUMN "actions" json NOT NULL DEFAULT '[]'`,
];

const DOWN = [
  `ALTER TABLE "subscriptions"."subscriptions" DROP COLUMN "actions"`,
  `ALTER TABLE "subscriptions"."subscriptions" DROP COLUMN "condition"`,
];

/**
 * Conditions and actions of subscriptions, as `json`: they are shown again as they were written. The defaults let the
 * release before go on writing rows.
 */
export class Conditions1764200000000 implements MigrationInterface {
  name = 'Conditions1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = '"subscriptions"."subscriptions"';
const COLUMNS = {
  auth: `jsonb NOT NULL DEFAULT '{"type":"none"}'`,
  tls: 'jsonb',
  redact: `text[] NOT NULL DEFAULT '{}'`,
  disabled_urls: `jsonb NOT NULL DEFAULT '[]'`,
  activated_at: 'timestamptz(3)',
};

/**
 * How a subscription deals with its receivers: authentication, client certificate, redaction, and the URLs that it no
 * longer sends to. The defaults let the release before go on writing rows.
 */
export class Receivers1764400000000 implements MigrationInterface {
  name = 'Receivers1764400000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, type] of Object.entries(COLUMNS))
      await runner.query(`ALTER TABLE ${TABLE} ADD COLUMN "${name}" ${type}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(COLUMNS)) await runner.query(`ALTER TABLE ${TABLE} DROP COLUMN "${name}"`);
  }
}

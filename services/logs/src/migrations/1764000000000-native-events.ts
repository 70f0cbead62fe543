import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the vendors' dialects add: the native event of a delivery, and of an attempt what its rendering and redirects were. */
export class NativeEvents1764000000000 implements MigrationInterface {
  readonly name = 'NativeEvents1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE logs.deliveries ADD COLUMN trigger text');
    await runner.query(
      'ALTER TABLE logs.attempts ADD COLUMN rendered json, ADD COLUMN redirects json, ADD COLUMN warnings json',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE logs.deliveries DROP COLUMN trigger');
    await runner.query(
      'ALTER TABLE logs.attempts DROP COLUMN rendered, DROP COLUMN redirects, DROP COLUMN warnings',
    );
  }
}

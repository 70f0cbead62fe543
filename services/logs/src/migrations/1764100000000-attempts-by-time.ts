import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Statistics count a tenant's attempts of a window. */
export class AttemptsByTime1764100000000 implements MigrationInterface {
  readonly name = 'AttemptsByTime1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX attempts_by_time ON logs.attempts (tenant, at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX logs.attempts_by_time');
  }
}

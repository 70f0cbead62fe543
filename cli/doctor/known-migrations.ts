import { readdirSync } from 'node:fs';

/** The schemas of the database, each of the service that bears its name. */
export const SCHEMAS = ['subscriptions', 'logs'] as const;
export type SchemaName = (typeof SCHEMAS)[number];

const MIGRATION = /^(\d{13})-[\w-]+\.js$/;

/**
 * Timestamps of the migrations that this release brings, by the names of their files, which lie beside in what was built: the
 * command line knows no service. Empty where they do not.
 */
export function knownMigrations(schema: SchemaName): readonly number[] {
  try {
    const folder = new URL(`../../services/${schema}/src/migrations/`, import.meta.url);
    return readdirSync(folder).flatMap((name) => {
      const match = MIGRATION.exec(name);
      return match === null ? [] : [Number(match[1])];
    });
  } catch {
    return [];
  }
}

import { createDataSource } from './data-source.js';
import { reasonOf } from './database-error.js';
import { runMigrations, type DatabaseSchema } from './migrations.js';

/** A schema could not be brought up to date; the message says why. */
export class MigrationFailedError extends Error {
  override readonly name = 'MigrationFailedError';
}

/** One for the migrations and one to spare: nothing else happens on this pool. */
const POOL_SIZE = 2;

/**
 * Brings one schema up to date and ends: for whoever migrates apart from the services. Gives the names of the migrations that it
 * ran; none when the schema had them all. Throws `MigrationFailedError`, and then what was done so far stays done.
 */
export async function migrateDatabase(schema: DatabaseSchema, url: string): Promise<readonly string[]> {
  const source = createDataSource({
    ...schema,
    url,
    poolSize: POOL_SIZE,
    onConnectionLost: () => undefined,
  });
  try {
    await source.initialize();
    return await runMigrations(source, { url, schema: schema.schema });
  } catch (error) {
    throw new MigrationFailedError(
      `the schema "${schema.schema}" cannot be migrated in the database of DESKHOOK_DATABASE_URL: ${reasonOf(error)}`,
      {
        cause: error,
      },
    );
  } finally {
    if (source.isInitialized) await source.destroy();
  }
}

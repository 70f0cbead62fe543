import { migrateDatabase } from '@deskhook/database';
import { configFields, readConfig } from '@deskhook/runtime';
import { z } from 'zod';
import { LOGS_SCHEMA } from './logs/src/log-database.js';
import { SUBSCRIPTIONS_DATABASE } from './subscriptions/src/database.settings.js';

const SCHEMAS = [SUBSCRIPTIONS_DATABASE, LOGS_SCHEMA];

const configSchema = z.object({ DESKHOOK_DATABASE_URL: configFields.DESKHOOK_DATABASE_URL });

/** Brings every service's schema up to date, and says of each what it did. Idempotent, also when several do it at once. */
export async function migrateAll(env: NodeJS.ProcessEnv, say: (line: string) => void): Promise<void> {
  const { DESKHOOK_DATABASE_URL: url } = readConfig(configSchema, env);
  for (const schema of SCHEMAS) {
    const ran = await migrateDatabase(schema, url);
    say(
      ran.length === 0
        ? `the schema "${schema.schema}" is up to date`
        : `the schema "${schema.schema}" was migrated: ${ran.join(', ')}`,
    );
  }
}

import { checksOf, inMebibytes, type Check } from './check.js';
import type { SchemaFacts } from './database.repository.js';
import type { SchemaName } from './known-migrations.js';

const { ok, warning, fault, skipped } = checksOf('database');
const MIGRATE = 'run: node dist/services/main.js migrate';

interface Schema {
  readonly name: SchemaName;
  /** Migrations that this release brings; empty where that is not known. */
  readonly known: readonly number[];
  /** Null: there is no such schema. */
  readonly found: Pick<SchemaFacts, 'bytes' | 'migrations'> | null;
}

/** A schema beside what this release needs of it. */
export function schemaCheck({ name, known, found }: Schema, mayCreate: boolean): Check {
  const what = `schema ${name}`;
  if (found === null)
    return mayCreate
      ? warning(what, 'is not there yet', `start the service, or ${MIGRATE}`)
      : fault(
          what,
          'is not there, and this user may not create it',
          `GRANT CREATE ON DATABASE to the user, or as another one ${MIGRATE}`,
        );
  const size = inMebibytes(found.bytes);
  if (known.length === 0)
    return skipped(
      what,
      `${size}; which migrations this release needs is not known here: run the command of the image`,
    );
  const done = new Set(found.migrations ?? []);
  const missing = known.filter((one) => !done.has(one));
  if (missing.length > 0)
    return fault(
      what,
      `lacks ${missing.length} of ${known.length} migrations: ${missing.join(', ')}`,
      MIGRATE,
    );
  const newer = done.size > known.length ? `; ${done.size - known.length} of them of a newer release` : '';
  return ok(what, `${size}, ${done.size} migrations${newer}`);
}

import { labelFiltersSchema, schemaFaults } from '@deskhook/contracts';
import { UsageError, type Fault } from '../cli-error.js';
import { printable } from '../printable.js';
import type { Session } from '../session.js';
import { liveOf, type Live } from './live.js';
import { faultAt, type Manifest } from './manifest.js';
import { API_VERSION, KINDS, type KindName } from './manifest.schema.js';
import { assertSeesAll } from './permission.js';
import { plan, type Placed, type Step } from './plan.js';
import { readManifests } from './read-manifests.js';
import { danglingReferences, stillUsed, without } from './references.js';
import { repeated } from './repeated.js';

/** Which files, for which tenant, and what else is to be done. */
export interface FileOptions {
  readonly filename: readonly string[];
  readonly tenant?: string;
  readonly prune?: boolean;
  readonly label?: readonly string[];
  readonly setCredentials?: boolean;
}

/** What is to be done. */
export interface Planned {
  readonly steps: readonly Step[];
  /** What carries the labels of the selection, and is not deleted all the same. */
  readonly left: readonly Live[];
  readonly setCredentials: boolean;
}

/** Reads the files and what is there; throws a UsageError that names everything wrong with them. Sends no change. */
export async function plannedFrom(session: Session, options: FileOptions): Promise<Planned> {
  const labels = selection(options);
  const { documents, tenants } = await readFiles(session, options);
  refuse(labels === null ? [] : documents.flatMap(({ manifest }) => unselected(manifest, labels)));
  await assertSeesAll(session);
  const live = await readLive(session, tenants, labels === null ? kindsOf(documents) : KINDS);
  const superfluous =
    labels === null ? [] : notIn(documents, await readLive(session, tenants, KINDS, labels));
  // A copy that somebody made in the console has the labels of its original, and no key.
  const unwanted = superfluous.filter(({ isNamed }) => isNamed);
  // What a reference needs must be there once everything is done.
  refuse([
    ...danglingReferences(documents, without(live, unwanted)),
    ...stillUsed(documents, live, unwanted),
  ]);
  const setCredentials = options.setCredentials === true;
  const steps = plan(documents, live, unwanted, { setCredentials });
  return { steps, left: superfluous.filter(({ isNamed }) => !isNamed), setCredentials };
}

/** The documents of the files, each with the tenant that it is for. */
export async function readFiles(
  session: Session,
  { filename, tenant }: Pick<FileOptions, 'filename' | 'tenant'>,
  namesOnly = false,
): Promise<{ readonly documents: readonly Placed[]; readonly tenants: readonly string[] }> {
  const { manifests, foreign } = await readManifests(filename, session.surroundings, namesOnly);
  if (foreign.length > 0)
    session.output.note(
      `left out, since they hold no document of ${API_VERSION}: ${printable(foreign.join(', '))}`,
    );
  const documents = await placed(session, manifests, tenant);
  refuse(repeated(documents));
  return { documents, tenants: [...new Set(documents.map((one) => one.tenant))] };
}

/** The labels by which things are pruned; null: nothing is. */
function selection({ prune, label = [] }: FileOptions): readonly string[] | null {
  if (prune !== true && label.length > 0)
    throw new UsageError('--label says what --prune may delete: give both, or neither');
  if (prune !== true) return null;
  if (label.length === 0)
    throw new UsageError('--prune needs --label key=value: without one it would delete everything else');
  const value = [...label];
  const parsed = labelFiltersSchema.safeParse(value);
  if (parsed.success) return value;
  const faults = schemaFaults({ schema: labelFiltersSchema, value, prefix: '' }, parsed.error.issues);
  throw new UsageError(`--label: ${faults.map(({ detail }) => detail).join('; ')}`);
}

async function placed(
  session: Session,
  manifests: readonly Manifest[],
  named: string | undefined,
): Promise<readonly Placed[]> {
  const elsewhere = manifests.filter(
    ({ tenant }) => named !== undefined && tenant !== undefined && tenant !== named,
  );
  refuse(
    elsewhere.map((one) =>
      faultAt(
        one,
        '/metadata/tenant',
        `is "${one.tenant}", and --tenant is "${named}": leave one of them out`,
      ),
    ),
  );
  const isOpen = manifests.some(({ tenant }) => tenant === undefined);
  const own = isOpen ? await session.tenant() : '';
  return manifests.map((manifest) => ({ tenant: manifest.tenant ?? own, manifest }));
}

/** What a later run could not find by its label would be left behind for good once it is taken out of the files. */
function unselected(manifest: Manifest, labels: readonly string[]): Fault[] {
  const own = Object.entries(manifest.labels ?? {}).map(([key, value]) => `${key}=${value}`);
  const missing = labels.filter((label) => !own.includes(label));
  if (missing.length === 0) return [];
  const detail = `lacks ${missing.join(', ')}, by which --prune tells what belongs to these files: add it`;
  return [faultAt(manifest, '/metadata/labels', detail)];
}

/** Calendars are always read: others may name them. */
function kindsOf(documents: readonly Placed[]): readonly KindName[] {
  return KINDS.filter(
    (kind) => kind === 'Calendar' || documents.some(({ manifest }) => manifest.kind === kind),
  );
}

/** All of these kinds that the tenants have and that carries these labels. */
export async function readLive(
  { api }: Session,
  tenants: readonly string[],
  kinds: readonly KindName[],
  label: readonly string[] = [],
): Promise<readonly Live[]> {
  const found: Live[] = [];
  for (const tenant of tenants)
    for (const kind of kinds) found.push(...(await liveOf(api, tenant, kind, label)));
  return found;
}

function notIn(documents: readonly Placed[], live: readonly Live[]): readonly Live[] {
  return live.filter(
    ({ tenant, kind, name }) =>
      !documents.some(
        (one) => one.tenant === tenant && one.manifest.kind === kind && one.manifest.name === name,
      ),
  );
}

function refuse(faults: readonly Fault[]): void {
  if (faults.length > 0) throw new UsageError('the files cannot be applied; nothing was sent', faults);
}

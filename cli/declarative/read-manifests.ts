import { jsonPointer, schemaFaults, subscriptionInputSchema } from '@deskhook/contracts';
import { parseCondition } from '@deskhook/domain';
import { z } from 'zod';
import { UsageError, type Fault } from '../cli-error.js';
import { isForeign } from './foreign.js';
import { givenValues } from './given-values.js';
import { faultAt, type JsonRecord, type Manifest } from './manifest.js';
import { identitySchema, manifestSchema } from './manifest.schema.js';
import { readSources, type Source } from './read-sources.js';
import { yamlDocuments, type YamlDocument } from './yaml-documents.js';

const DOCUMENTS_MAX = 5_000;
const openObject = z.record(z.string(), z.unknown());

/** Where documents and what they refer to come from. */
export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly stdin: NodeJS.ReadableStream;
}

export interface ReadManifests {
  readonly manifests: readonly Manifest[];
  /** Files of folders that hold no document of ours. */
  readonly foreign: readonly string[];
}

/**
 * Everything that the paths hold; throws a UsageError that names every fault of every file by its line. With `namesOnly` neither
 * what documents state nor the values that they take from outside are looked at.
 */
export async function readManifests(
  paths: readonly string[],
  { env, stdin }: Surroundings,
  namesOnly: boolean,
): Promise<ReadManifests> {
  const foreign: string[] = [];
  const faults: Fault[] = [];
  const manifests: Manifest[] = [];
  for (const source of await readSources(paths, stdin)) {
    const read = manifestsOf(source, namesOnly ? readIdentity : (one) => readDocument(one, source, env));
    if (read === null) {
      foreign.push(source.file);
      continue;
    }
    faults.push(...read.faults);
    manifests.push(...read.manifests);
  }
  if (faults.length > 0) throw new UsageError(`${counted(faults.length)}; nothing was sent`, faults);
  if (manifests.length === 0) throw new UsageError('the files hold no documents');
  if (manifests.length > DOCUMENTS_MAX) throw new UsageError(`more than ${DOCUMENTS_MAX} documents at once`);
  return { manifests, foreign };
}

const counted = (count: number) => `the files have ${count === 1 ? 'a fault' : `${count} faults`}`;

/** Null: the file is none of ours. */
function manifestsOf(source: Source, toManifest: (document: YamlDocument) => ReadDocument) {
  const { documents, faults } = yamlDocuments(source);
  if (isForeign(source, documents)) return null;
  const read = documents.map((document) => toManifest(document));
  return {
    manifests: read.flatMap(({ manifest }) => (manifest === null ? [] : [manifest])),
    faults: [...faults, ...read.flatMap((one) => one.faults)],
  };
}

interface ReadDocument {
  readonly manifest: Manifest | null;
  readonly faults: readonly Fault[];
}

function readDocument(document: YamlDocument, source: Source, env: NodeJS.ProcessEnv): ReadDocument {
  const raw = openObject.safeParse(document.value);
  if (!raw.success) return refused(document, [{ pointer: '', detail: 'must be a mapping' }]);
  const { folder } = source;
  const given = givenValues(raw.data['spec'], ['spec'], { env, folder });
  if (given.faults.length > 0) return refused(document, given.faults);
  const value = { ...raw.data, spec: given.value };
  const parsed = manifestSchema.safeParse(value);
  if (!parsed.success)
    return refused(
      document,
      schemaFaults({ schema: manifestSchema, value, prefix: '' }, parsed.error.issues),
    );
  const { kind, metadata, spec } = parsed.data;
  const faults = conditionFaults(spec);
  if (faults.length > 0) return refused(document, faults);
  const { name, tenant, labels } = metadata;
  const stated = statedOf(spec, openObject.safeParse(given.value).data ?? {});
  const { secrets } = given;
  return { manifest: { kind, name, tenant, labels, stated, secrets, placeOf: document.placeOf }, faults: [] };
}

function readIdentity(document: YamlDocument): ReadDocument {
  const { value, placeOf } = document;
  const parsed = identitySchema.safeParse(value);
  if (!parsed.success)
    return refused(
      document,
      schemaFaults({ schema: identitySchema, value, prefix: '' }, parsed.error.issues),
    );
  const { kind, metadata } = parsed.data;
  const { name, tenant, labels } = metadata;
  return { manifest: { kind, name, tenant, labels, stated: {}, secrets: new Set(), placeOf }, faults: [] };
}

function refused(document: YamlDocument, faults: readonly Fault[]): ReadDocument {
  return {
    manifest: null,
    faults: faults.map(({ pointer, detail }) => faultAt(document, pointer, detail)),
  };
}

/** Without the defaults of the schema: what a file leaves out is not its business. */
function statedOf(spec: JsonRecord, raw: JsonRecord): JsonRecord {
  return Object.fromEntries(Object.entries(spec).filter(([name]) => raw[name] !== undefined));
}

/** The API would say the same, but only once what comes before was applied. */
function conditionFaults({ condition, events }: JsonRecord): Fault[] {
  if (condition === null || condition === undefined) return [];
  const selectors = subscriptionInputSchema.shape.events.safeParse(events).data ?? [];
  const parsed = parseCondition(condition, { openData: selectors.some((one) => one.startsWith('custom.')) });
  if (parsed.ok) return [];
  return parsed.faults.map(({ pointer, detail }) => ({
    pointer: `${jsonPointer(['spec', 'condition'])}${pointer}`,
    detail,
  }));
}

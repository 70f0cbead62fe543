import { ApiError, type ApiClient } from '../api-client.js';
import { CliError, type Fault } from '../cli-error.js';
import type { CompareOptions } from './compare.js';
import { liveAgain, listPath, liveOf, pathOfOne, type Live } from './live.js';
import { faultAt, type JsonRecord, type Manifest } from './manifest.js';
import { stepOf, type Placed, type Step } from './plan.js';

export type Outcome = 'created' | 'updated' | 'unchanged' | 'deleted' | 'failed' | 'not tried';

/** What became of a step. */
export interface Result {
  readonly step: Step;
  readonly outcome: Outcome;
  readonly id: string | null;
  readonly error: CliError | null;
}

/** Others may change the same things meanwhile: a step looks again so many times. */
const ATTEMPTS = 4;
const CONFLICT = 409;
const NOT_FOUND = 404;
const PRECONDITION_FAILED = 412;

export interface CarryOutOptions extends CompareOptions {
  /** Aborted by Ctrl-C: the step at hand is taken to its end, and no other is begun. */
  readonly interrupted?: AbortSignal;
}

/** Takes the steps one after the other and stops at the first that fails, since what comes later may need it. */
export async function carryOut(
  api: ApiClient,
  steps: readonly Step[],
  { interrupted, ...options }: CarryOutOptions,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  let failed = false;
  for (const step of steps) {
    const isEnded = failed || interrupted?.aborted === true;
    const result: Result = isEnded ? notTried(step) : await attempt(api, step, options);
    failed ||= result.error !== null;
    results.push(result);
  }
  return results;
}

const notTried = (step: Step): Result => ({ step, outcome: 'not tried', id: idOf(step), error: null });
const idOf = (step: Step): string | null => (step.kind === 'create' ? null : step.live.id);

async function attempt(api: ApiClient, step: Step, options: CompareOptions): Promise<Result> {
  try {
    const { outcome, id } = await take(api, step, options, ATTEMPTS);
    return { step, outcome, id, error: null };
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    return { step, outcome: 'failed', id: idOf(step), error: placed(error, step) };
  }
}

interface Taken {
  readonly outcome: Outcome;
  readonly id: string;
}

async function take(api: ApiClient, step: Step, options: CompareOptions, left: number): Promise<Taken> {
  switch (step.kind) {
    case 'unchanged':
      return { outcome: 'unchanged', id: step.live.id };
    case 'delete':
      return remove(api, step.live);
    case 'create':
    case 'update':
      try {
        return step.kind === 'create' ? await create(api, step) : await update(api, step);
      } catch (error) {
        if (left <= 1 || !isRace(error)) throw error;
        return take(api, await lookedAtAgain(api, step, options), options, left - 1);
      }
    default:
      return step satisfies never;
  }
}

/** Somebody else made or changed it since it was read. */
function isRace(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  if (error.status === PRECONDITION_FAILED) return true;
  return (
    error.status === CONFLICT && error.faults.some(({ pointer }) => pointer === '/id' || pointer === '/key')
  );
}

/** Only what the document states is changed, so what somebody else has changed beside that stays. */
async function lookedAtAgain(
  api: ApiClient,
  step: Step & { readonly kind: 'create' | 'update' },
  options: CompareOptions,
): Promise<Step> {
  const { tenant, manifest } = step;
  const live =
    step.kind === 'create' ? await liveOf(api, tenant, manifest.kind) : [await liveAgain(api, step.live)];
  return stepOf({ tenant, manifest }, live, options);
}

async function create(api: ApiClient, { tenant, manifest }: Placed): Promise<Taken> {
  const json = newBody(manifest);
  const { body } = await api.request('POST', listPath(tenant, manifest.kind), { json });
  return { outcome: 'created', id: idIn(body) };
}

/** The body that creates what a document describes. */
export function newBody({ kind, name, labels, stated }: Manifest): JsonRecord {
  const identity = kind === 'Subscription' ? { key: name } : { id: name };
  return { name, ...stated, ...identity, ...(labels === undefined ? {} : { labels }) };
}

async function update(api: ApiClient, step: Step & { readonly kind: 'update' }): Promise<Taken> {
  const { live, comparison } = step;
  const path = pathOfOne(live);
  if (Object.keys(comparison.patch).length > 0)
    await api.request('PATCH', path, { json: comparison.patch, headers: ifMatch(live) });
  if (comparison.rotateTo !== null)
    await api.request('POST', `${path}/rotate-secret`, { json: { secret: comparison.rotateTo } });
  return { outcome: 'updated', id: live.id };
}

async function remove(api: ApiClient, live: Live): Promise<Taken> {
  try {
    await api.request('DELETE', pathOfOne(live), { headers: ifMatch(live) });
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== NOT_FOUND) throw error;
  }
  return { outcome: 'deleted', id: live.id };
}

const ifMatch = ({ etag }: Live) => ({ 'if-match': `"${etag}"` });

function idIn(body: unknown): string {
  return typeof body === 'object' && body !== null && 'id' in body ? String(body.id) : '';
}

/** The API's words, with pointers into the file. */
function placed(error: CliError, step: Step): CliError {
  if (step.kind === 'delete') return error;
  const faults = error.faults.map((fault) => placedFault(step.manifest, fault));
  return new CliError(error.message, error.exitCode, faults, { cause: error });
}

/** A fault of the body that a document was sent as, at its place in the file. */
export function placedFault(manifest: Manifest, { pointer, detail }: Fault): Fault {
  if (pointer === '/id' || pointer === '/key') return faultAt(manifest, '/metadata/name', detail);
  const part = pointer.startsWith('/labels') ? '/metadata' : '/spec';
  return faultAt(manifest, pointer === '' ? '/spec' : part + pointer, detail);
}

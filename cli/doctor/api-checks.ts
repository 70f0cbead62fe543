import { selfSchema, VERSION } from '@deskhook/contracts';
import { ApiError } from '../api-client.js';
import { CliError, messageOf, UsageError } from '../cli-error.js';
import { EXIT } from '../exit-codes.js';
import type { Session } from '../session.js';
import { checksOf, clockCheck, type Check } from './check.js';

const { ok, warning, fault, skipped } = checksOf('api');
/** The header `date` has seconds only. */
const DATE_ERROR_MS = 1_000;

/** The gateway as clients find it, and through it how every service fares. `isWanted`: it was asked for, or its address was set. */
export async function* apiChecks(session: Session, isWanted: boolean): AsyncGenerator<Check> {
  try {
    yield* connectionChecks(session);
    yield* readinessChecks(session);
    yield* keyChecks(session);
  } catch (error) {
    if (error instanceof UsageError && isWanted)
      yield fault('settings', error.message, 'set it, or name the other areas: --broker --database --egress');
    else if (error instanceof UsageError) yield skipped('settings', error.message);
    else if (error instanceof CliError && error.exitCode === EXIT.unavailable)
      yield fault('connection', error.message, 'check DESKHOOK_URL, and whether the gateway runs');
    else yield fault('answer', messageOf(error), 'check that DESKHOOK_URL is that of Deskhook itself');
  }
}

async function* connectionChecks({ api, settings }: Session): AsyncGenerator<Check> {
  const began = Date.now();
  const { headers } = await api.request('GET', '/healthz');
  const tookMs = Date.now() - began;
  yield ok('connection', `${settings.url.origin} answers in ${tookMs} ms`);
  const date = Date.parse(headers.get('date') ?? '');
  if (!Number.isNaN(date))
    yield clockCheck('api', date + DATE_ERROR_MS / 2 - (began + tookMs / 2), DATE_ERROR_MS + tookMs / 2);
}

async function* readinessChecks({ api }: Session): AsyncGenerator<Check> {
  const states = statesIn(await readiness(api));
  for (const [name, { status, detail }] of states)
    if (status !== 'up') yield fault(name, `is down${detail === '' ? '' : `: ${detail}`}`, 'see its log');
  if (states.length === 0)
    yield fault(
      'services',
      'the answer of /readyz tells of none',
      'check that DESKHOOK_URL is that of Deskhook itself',
    );
  const up = states.filter(([, { status }]) => status === 'up').map(([name]) => name);
  if (up.length > 0) yield ok('services', `up: ${up.join(', ')}`);
}

/** It answers 503 with the same body where something is down. */
async function readiness(api: Session['api']): Promise<unknown> {
  try {
    return (await api.request('GET', '/readyz')).body;
  } catch (error) {
    if (error instanceof ApiError && error.status === 503) return error.problem;
    throw error;
  }
}

type State = readonly [string, { readonly status: string; readonly detail: string }];

function statesIn(body: unknown): readonly State[] {
  if (typeof body !== 'object' || body === null || !('dependencies' in body)) return [];
  const { dependencies } = body;
  if (typeof dependencies !== 'object' || dependencies === null) return [];
  return Object.entries(dependencies).map(([name, state]: [string, unknown]) => {
    const known = typeof state === 'object' && state !== null ? state : {};
    const status = 'status' in known ? String(known.status) : 'unknown';
    return [name, { status, detail: 'detail' in known ? String(known.detail) : '' }];
  });
}

async function* keyChecks({ api }: Session): AsyncGenerator<Check> {
  try {
    const { role, tenant, permissions, version } = await api.get('/v1/self', selfSchema);
    yield ok('key', `${role}${tenant === null ? '' : ` of ${tenant}`}: may ${permissions.join(', ')}`);
    yield version === VERSION
      ? ok('version', version)
      : warning(
          'version',
          `the gateway is ${version}, this command line ${VERSION}`,
          'use the command line of the same release',
        );
  } catch (error) {
    if (!(error instanceof ApiError) || error.exitCode !== EXIT.notAllowed) throw error;
    yield fault('key', error.message, 'give a key that is valid, in DESKHOOK_KEY or a file');
  }
}

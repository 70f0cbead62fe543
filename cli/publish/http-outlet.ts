import { randomBytes } from 'node:crypto';
import { ApiError, apiPath, type ApiClient } from '../api-client.js';
import type { Fault } from '../cli-error.js';
import { idOf, type Outlet, type PublishResult, type ReadyEvent, type Unsettled } from './publication.js';

const BATCH_MAX = 250;
const BATCH_PROBLEMS = new Set([400, 413, 422, 503]);
/** Those that are named are refused, or could not be stored now: it does not tell which. */
const UNAVAILABLE = 503;

/** Publishes by `POST …/events`, several in one request. */
export function httpOutlet(api: ApiClient, tenant: string): Outlet {
  const path = apiPath`/v1/tenants/${tenant}/events`;
  return {
    batchMax: BATCH_MAX,
    publish: (events) => publish(api, path, events),
    close: () => Promise.resolve(),
  };
}

async function publish(
  api: ApiClient,
  path: string,
  events: readonly ReadyEvent[],
): Promise<readonly (PublishResult | Unsettled)[]> {
  const traceId = randomBytes(16).toString('hex');
  const headers = {
    'content-type': 'application/cloudevents-batch+json',
    // The trace begins here, so that whoever publishes can look for it.
    traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-01`,
  };
  try {
    await api.request('POST', path, { headers, body: `[${events.map(({ text }) => text).join(',')}]` });
    return events.map((event) => ({ outcome: 'stored', id: idOf(event), traceId }));
  } catch (error) {
    const faults =
      error instanceof ApiError && BATCH_PROBLEMS.has(error.status) ? faultsByIndex(error.faults) : null;
    // What the problem does not blame on single events failed as a whole.
    if (faults === null || faults.size === 0) throw error;
    const outcome = error instanceof ApiError && error.status === UNAVAILABLE ? 'unsettled' : 'refused';
    return events.map((event, index) => resultOf(event, faults.get(index), { traceId, outcome }));
  }
}

function resultOf(
  event: ReadyEvent,
  fault: Fault | undefined,
  { traceId, outcome }: { readonly traceId: string; readonly outcome: 'refused' | 'unsettled' },
): PublishResult | Unsettled {
  if (fault === undefined) return { outcome: 'stored', id: idOf(event), traceId };
  const { place } = event;
  if (outcome === 'refused') return { outcome, place, ...fault };
  const detail = `${fault.detail}; ${idOf(event)} may be stored: publish it again under this id`;
  return { outcome, place, pointer: fault.pointer, detail };
}

/** Pointers of a batch begin with the index of the event. */
function faultsByIndex(faults: readonly Fault[]): ReadonlyMap<number, Fault> {
  const found = new Map<number, Fault>();
  for (const { pointer, detail } of faults) {
    const match = /^\/(\d+)(.*)$/.exec(pointer);
    if (match !== null) found.set(Number(match[1]), { pointer: match[2] ?? '', detail });
  }
  return found;
}

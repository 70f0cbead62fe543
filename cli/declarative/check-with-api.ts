import { ApiError, apiPath, type ApiClient } from '../api-client.js';
import type { Fault } from '../cli-error.js';
import { newBody, placedFault } from './carry-out.js';
import type { Step } from './plan.js';
import { calendarsNamed } from './references.js';

const PREFIX = '/subscription';
const INVALID = 422;
const SAMPLE = { type: 'ticket.created', data: { ticket: { id: 1 } } };

/**
 * What the API finds wrong with subscriptions that are to be created or changed, asked by a preview, which stores and sends
 * nothing: addresses that the network policy forbids, what a dialect refuses. Where a preview cannot be had, nothing: the same is
 * said when the subscription is sent.
 */
export async function faultsByApi(api: ApiClient, steps: readonly Step[]): Promise<readonly Fault[]> {
  const faults: Fault[] = [];
  for (const step of steps) if (isChecked(step, steps)) faults.push(...(await faultsOf(api, step)));
  return faults;
}

type Written = Step & { readonly kind: 'create' | 'update' };

/** A calendar that comes with the same files is not there yet. */
function isChecked(step: Step, steps: readonly Step[]): step is Written {
  if ((step.kind !== 'create' && step.kind !== 'update') || step.manifest.kind !== 'Subscription')
    return false;
  const awaited = steps.flatMap((one) => (one.kind === 'create' ? [one.manifest.name] : []));
  return calendarsNamed(step.manifest).every(({ calendar }) => !awaited.includes(calendar));
}

async function faultsOf(api: ApiClient, { tenant, manifest }: Written): Promise<readonly Fault[]> {
  const path = apiPath`/v1/tenants/${tenant}/subscriptions/preview`;
  try {
    await api.request('POST', path, { json: { subscription: newBody(manifest), event: SAMPLE } });
    return [];
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== INVALID) return [];
    return error.faults
      .filter(({ pointer }) => pointer.startsWith(PREFIX))
      .map(({ pointer, detail }) => placedFault(manifest, { pointer: pointer.slice(PREFIX.length), detail }));
  }
}

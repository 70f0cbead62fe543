import { z } from 'zod';
import { ApiError, apiPath, type ApiClient } from '../api-client.js';
import type { Fault } from '../cli-error.js';
import { newBody, placedFault } from './carry-out.js';
import type { JsonRecord, Manifest } from './manifest.js';
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

async function faultsOf(api: ApiClient, step: Written): Promise<readonly Fault[]> {
  const { tenant, manifest } = step;
  const path = apiPath`/v1/tenants/${tenant}/subscriptions/preview`;
  const subscription = step.kind === 'create' ? newBody(manifest) : bodyAfter(step);
  try {
    await api.request('POST', path, { json: { subscription, event: SAMPLE } });
    return [];
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== INVALID) return [];
    return error.faults
      .filter(({ pointer }) => pointer.startsWith(PREFIX))
      .map(({ pointer, detail }) => ({ pointer: pointer.slice(PREFIX.length), detail }))
      .filter(({ pointer }) => step.kind === 'create' || isJudged(step, pointer))
      .map((fault) => placedFault(manifest, fault));
  }
}

type Updating = Step & { readonly kind: 'update' };

/** What a change leaves alone as it stands now. The signing secret is left out: a stored one may be the tenant's. */
const KEPT = [
  'urls',
  'events',
  'status',
  'dialect',
  'condition',
  'headers',
  'auth',
  'tls',
  'redact',
  'delivery',
  'actions',
  'dialectOptions',
] as const;
const openObject = z.record(z.string(), z.unknown()).catch({});

/** The subscription as it would be after the change. What it keeps, such as its dialect, decides on what the file states. */
function bodyAfter({ manifest, live: { value } }: Updating): JsonRecord {
  const kept = Object.fromEntries(KEPT.map((name) => [name, value[name]]));
  const merged = (name: string) => ({
    ...openObject.parse(kept[name]),
    ...openObject.parse(manifest.stated[name]),
  });
  const options = isMove(manifest, value) ? manifest.stated['dialectOptions'] : merged('dialectOptions');
  return {
    ...kept,
    ...newBody(manifest),
    delivery: merged('delivery'),
    dialectOptions: options ?? {},
  };
}

/** What stands in Deskhook alone is not judged by the API either, unless what the file states is judged together with it. */
function isJudged({ manifest, live }: Updating, pointer: string): boolean {
  const [, field = ''] = pointer.split('/');
  const isStated = (name: string) => manifest.stated[name] !== undefined;
  if (field === '' || isStated(field) || isMove(manifest, live.value)) return true;
  return (field === 'condition' && isStated('events')) || (field === 'headers' && isStated('auth'));
}

const isMove = ({ stated }: Manifest, { dialect }: JsonRecord): boolean =>
  stated['dialect'] !== undefined && stated['dialect'] !== dialect;

import {
  calendarPageSchema,
  slaPolicyPageSchema,
  subscriptionPageSchema,
  type Labels,
} from '@deskhook/contracts';
import { z } from 'zod';
import { apiPath, type ApiClient } from '../api-client.js';
import type { JsonRecord } from './manifest.js';
import type { KindName } from './manifest.schema.js';

/** A thing as it stands in Deskhook. */
export interface Live {
  readonly kind: KindName;
  readonly tenant: string;
  readonly id: string;
  /** By which documents find it; of a subscription that has no key, its id. */
  readonly name: string;
  /** Whether it was given that name, and does not only have an id that Deskhook made. */
  readonly isNamed: boolean;
  readonly etag: string;
  readonly labels: Labels;
  /** All that the API shows of it. */
  readonly value: JsonRecord;
}

/** The pages of each kind's list, and where it is. */
const LISTS = {
  Calendar: { segment: 'calendars', page: calendarPageSchema },
  SlaPolicy: { segment: 'sla-policies', page: slaPolicyPageSchema },
  Subscription: { segment: 'subscriptions', page: subscriptionPageSchema },
} as const;

const noted = z.looseObject({
  id: z.string(),
  key: z.string().nullable().optional(),
  etag: z.string(),
  labels: z.record(z.string(), z.string()),
});

/** Path of the list of a kind. */
export function listPath(tenant: string, kind: KindName): string {
  return apiPath`/v1/tenants/${tenant}/${LISTS[kind].segment}`;
}

/** Path of one thing. */
export function pathOfOne({ tenant, kind, id }: Pick<Live, 'tenant' | 'kind' | 'id'>): string {
  return apiPath`/v1/tenants/${tenant}/${LISTS[kind].segment}/${id}`;
}

/** All of a kind that the tenant has and that carries these labels (`key=value`). */
export async function liveOf(
  api: ApiClient,
  tenant: string,
  kind: KindName,
  label: readonly string[] = [],
): Promise<readonly Live[]> {
  const found: Live[] = [];
  const items = api.items<unknown>(listPath(tenant, kind), LISTS[kind].page, { label }, Infinity);
  for await (const item of items) found.push(toLive(tenant, kind, item));
  return found;
}

/** The thing as it is now. */
export async function liveAgain(api: ApiClient, { tenant, kind, id }: Live): Promise<Live> {
  return toLive(tenant, kind, (await api.request('GET', pathOfOne({ tenant, kind, id }))).body);
}

function toLive(tenant: string, kind: KindName, item: unknown): Live {
  const value = noted.parse(item);
  const { id, etag, labels } = value;
  const named = kind === 'Subscription' ? (value.key ?? null) : id;
  return { kind, tenant, id, name: named ?? id, isNamed: named !== null, etag, labels, value };
}

/** The one that a document means. What Deskhook named itself is found by its id, so that an export can be applied. */
export function meant(
  { kind, name }: { readonly kind: KindName; readonly name: string },
  all: readonly Live[],
): Live | undefined {
  const ofKind = all.filter((live) => live.kind === kind && live.name === name);
  return ofKind.find(({ isNamed }) => isNamed) ?? ofKind[0];
}

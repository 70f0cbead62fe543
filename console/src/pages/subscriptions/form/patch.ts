import type { operations } from '../../../api/schema.gen.js';
import {
  DELIVERY_KEYS,
  inputOf,
  type DeliverySettings,
  type Draft,
  type JsonObject,
  type SubscriptionInput,
} from './draft.js';
import { isSame } from './is-same.js';

type SubscriptionPatch = NonNullable<
  operations['patchSubscription']['requestBody']
>['content']['application/json'];

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** What the API replaces as a whole; `delivery` and `dialectOptions` are merged by key. */
const REPLACED = [
  'name',
  'urls',
  'status',
  'dialect',
  'events',
  'condition',
  'secret',
  'headers',
  'auth',
  'tls',
  'redact',
  'actions',
] as const satisfies readonly (keyof SubscriptionInput)[];

/**
 * The JSON merge patch (RFC 7396) that turns one draft into the other: only what differs. A key that goes back to its default is
 * null. With another dialect every setting is said, since a default of the old one may be stored as if it had been chosen.
 */
export function patchOf(before: Draft, after: Draft): SubscriptionPatch {
  const { delivery: wasDelivery = {}, dialectOptions: wasOptions = {}, ...was } = inputOf(before);
  const { delivery = {}, dialectOptions = {}, ...is } = inputOf(after);
  const moves = before.dialect !== after.dialect;
  const changed: Partial<Mutable<typeof is>> = { ...is };
  for (const key of REPLACED) if (isSame(was[key], is[key])) delete changed[key];
  const settings = moves ? everySetting(delivery) : changedSettings(wasDelivery, delivery);
  // Those of the dialect before are dropped by the API.
  const options = changedOptions(moves ? {} : wasOptions, dialectOptions);
  return {
    ...changed,
    ...(Object.keys(settings).length === 0 ? {} : { delivery: settings }),
    ...(Object.keys(options).length === 0 ? {} : { dialectOptions: options }),
  };
}

type DeliveryPatch = NonNullable<SubscriptionPatch['delivery']>;

function changedSettings(was: Partial<DeliverySettings>, is: Partial<DeliverySettings>): DeliveryPatch {
  const changed: Mutable<DeliveryPatch> = { ...is };
  for (const key of DELIVERY_KEYS) {
    if (isSame(was[key], is[key])) delete changed[key];
    else if (is[key] === undefined) changed[key] = null;
  }
  return changed;
}

function everySetting(is: Partial<DeliverySettings>): DeliveryPatch {
  const all: Mutable<DeliveryPatch> = { ...is };
  for (const key of DELIVERY_KEYS) all[key] ??= null;
  return all;
}

function changedOptions(was: JsonObject, is: JsonObject): JsonObject {
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  const changed = names.filter((name) => !isSame(was[name], is[name]));
  return Object.fromEntries(changed.map((name) => [name, is[name] ?? null]));
}

const FIELDS = [
  'name',
  'urls',
  'status',
  'dialect',
  'options',
  'events',
  'condition',
  'secret',
  'headers',
  'auth',
  'tls',
  'redact',
  'actions',
] as const satisfies readonly (keyof Draft)[];

interface Rebased {
  readonly draft: Draft;
  /** What both have changed, differently: the draft has the reader's own. */
  readonly conflicts: readonly string[];
}

/** One's own changes of a form put upon what somebody else has saved meanwhile: nothing of either is lost unseen. */
export function rebased(base: Draft, mine: Draft, newest: Draft): Rebased {
  const draft: Mutable<Draft> = { ...newest };
  const delivery: Mutable<Draft['delivery']> = { ...newest.delivery };
  const conflicts: string[] = [];
  const isMine = (own: unknown, before: unknown, theirs: unknown, name: string): boolean => {
    if (isSame(own, before)) return false;
    if (!isSame(theirs, before) && !isSame(theirs, own)) conflicts.push(name);
    return true;
  };
  for (const key of FIELDS) if (isMine(mine[key], base[key], newest[key], key)) put(draft, key, mine[key]);
  for (const key of DELIVERY_KEYS) {
    const own = mine.delivery[key];
    if (isMine(own, base.delivery[key], newest.delivery[key], `delivery.${key}`)) put(delivery, key, own);
  }
  return { draft: { ...draft, delivery }, conflicts };
}

function put<Target, Key extends keyof Target>(target: Target, key: Key, value: Target[Key]): void {
  if (value === undefined) delete target[key];
  else target[key] = value;
}

import {
  tenantDefaultsSchema,
  type SubscriptionInput,
  type TenantDefaults,
  type TenantDefaultsPatch,
} from '@deskhook/contracts';
import { dialect, type DialectName } from '@deskhook/dialects';
import { mergeDelivery } from './delivery-settings.js';
import type { TenantEntity } from './entities/tenant.entity.js';
import { invalid, within, type Fault } from './faults.js';
import { redactFaults } from './redact-faults.js';
import { headerFaults } from './subscription-faults.js';

const DIALECT_DEFAULT: DialectName = 'standard';
/** What a tenant may have defaults for, besides the dialect, and what each is called in a request. */
const TAKEN = ['headers', 'redact', 'delivery'] as const;

type Defaulted = 'dialect' | (typeof TAKEN)[number];
/** The input of a new subscription with everything that the request left out. */
export type CompleteInput = Omit<SubscriptionInput, Defaulted> & {
  readonly [Name in Defaulted]: NonNullable<SubscriptionInput[Name]>;
};

export function defaultsOf({ defaults }: Pick<TenantEntity, 'defaults'>): TenantDefaults {
  return tenantDefaultsSchema.parse(defaults);
}

/** What is given wins over the tenant's default, which wins over the dialect's; `delivery` by key. */
export function withDefaults(input: SubscriptionInput, defaults: TenantDefaults): CompleteInput {
  return {
    ...input,
    dialect: input.dialect ?? defaults.dialect ?? DIALECT_DEFAULT,
    headers: input.headers ?? defaults.headers ?? {},
    redact: input.redact ?? defaults.redact ?? [],
    delivery: { ...defaults.delivery, ...input.delivery },
  };
}

/** Faults of what a request did not say itself, told as such: its author looks for them in vain otherwise. */
export function toldOfDefaults(faults: readonly Fault[], input: SubscriptionInput): Fault[] {
  const taken = TAKEN.filter((name) => input[name] === undefined);
  return faults.map((fault) => {
    const name = taken.find((one) => fault.errors.some(({ pointer }) => pointer.startsWith(`/${one}/`)));
    if (name === undefined) return fault;
    const told = (detail: string) => `${detail} (a default of the tenant: give \`${name}\` to have another)`;
    const errors = fault.errors.map(({ pointer, detail }) => ({ pointer, detail: told(detail) }));
    return { detail: told(fault.detail), errors };
  });
}

/** The defaults after a merge patch: what is absent stays, null takes a default back, `delivery` is merged by key. */
export function patchedDefaults(
  before: TenantDefaults,
  patch: Partial<TenantDefaultsPatch> | null | undefined,
): TenantDefaults {
  if (patch === undefined) return before;
  if (patch === null) return {};
  const { delivery, ...rest } = patch;
  const merged = { ...before, ...rest };
  const deliveryAfter = delivery === null ? undefined : mergeDelivery(before.delivery ?? {}, delivery);
  const entries = Object.entries({ ...merged, delivery: deliveryAfter });
  return tenantDefaultsSchema.parse(
    Object.fromEntries(entries.filter(([, value]) => value !== null && value !== undefined)),
  );
}

/** Throws a failure that names what no subscription could have, at least none of the dialect that is the default. */
export function assertDefaults({ dialect: name, headers, redact }: TenantDefaults): void {
  const faults = [
    ...(headers === undefined ? [] : headerFaults(dialect(name ?? DIALECT_DEFAULT), headers)),
    ...(redact === undefined ? [] : redactFaults(redact)),
  ];
  if (faults.length > 0) throw invalid(within('/defaults', faults));
}

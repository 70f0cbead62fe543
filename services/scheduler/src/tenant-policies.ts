import { hash } from 'node:crypto';
import type { CalendarRecord, SlaPolicyRecord } from '@deskhook/contracts';
import { businessHours, type WorkingTime } from '@deskhook/domain';
import type { Logger } from '@deskhook/runtime';
import { policyOfRecord, type SelectingPolicy } from './policy-of-record.js';

/** A tenant's policies and calendars as they stand in the configuration bucket. */
export class TenantRecords {
  readonly policies = new Map<string, SlaPolicyRecord>();
  readonly calendars = new Map<string, CalendarRecord>();

  get isEmpty(): boolean {
    return this.policies.size + this.calendars.size === 0;
  }
}

/** A tenant's active policies in their order, and a mark that changes with its policies and calendars. */
export interface TenantPolicies {
  readonly policies: readonly SelectingPolicy[];
  readonly calendars: ReadonlyMap<string, WorkingTime>;
  readonly mark: string;
}
export const NO_POLICIES: TenantPolicies = { policies: [], calendars: new Map(), mark: '' };

const MARK_LENGTH = 16;

/** Compiles what the records say. A policy whose calendar is missing counts around the clock: early is better than never. */
export function compilePolicies({ policies, calendars }: TenantRecords, log: Logger): TenantPolicies {
  const hours = new Map([...calendars.values()].flatMap((record) => hoursOf(record, log)));
  const compiled = [...policies.values()].flatMap((record) => {
    const { tenant, id, calendar, status } = record;
    const policy = policyOfRecord(record, (name) => hours.get(name) ?? null);
    if (policy === null && status === 'active') log.error({ tenant, policy: id }, 'sla.policy-unreadable');
    if (calendar !== null && !hours.has(calendar))
      log.warn({ tenant, policy: id, calendar }, 'sla.calendar-missing');
    return policy === null ? [] : [policy];
  });
  const text = JSON.stringify([sorted(policies), sorted(calendars)]);
  return {
    policies: compiled.toSorted(byPosition),
    calendars: hours,
    mark: hash('sha256', text, 'base64url').slice(0, MARK_LENGTH),
  };
}

/** A calendar that this release cannot read, such as one of a time zone that it does not know, counts as missing. */
function hoursOf(record: CalendarRecord, log: Logger): (readonly [string, WorkingTime])[] {
  const { tenant, id } = record;
  try {
    return [[id, businessHours(record)]];
  } catch (error) {
    log.error({ tenant, calendar: id, err: error }, 'sla.calendar-unreadable');
    return [];
  }
}

function byPosition(one: SelectingPolicy, other: SelectingPolicy): number {
  return one.position - other.position || (one.id < other.id ? -1 : 1);
}

/** The same text for the same records, however they came. */
function sorted<T>(records: ReadonlyMap<string, T>): readonly (readonly [string, T])[] {
  return [...records].toSorted(([one], [other]) => (one < other ? -1 : 1));
}

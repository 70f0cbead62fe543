import { hash } from 'node:crypto';
import {
  calendarRecordSchema,
  slaPolicyRecordSchema,
  type CalendarRecord,
  type SlaPolicyRecord,
} from '@deskhook/contracts';
import {
  businessHours,
  eventReader,
  holds,
  snapshotAt,
  type TicketSnapshot,
  type WorkingTime,
} from '@deskhook/domain';
import { ConfigView, ViewFreshness, type Broker, type ConfigListener } from '@deskhook/messaging';
import type { Logger } from '@deskhook/runtime';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { policyOfRecord, type SelectingPolicy } from './policy-of-record.js';

const POLICY_PREFIX = 'sla-policy.';
const TENANT_PREFIX = 'tenant.';
const CALENDAR_PREFIX = 'calendar.';
/** Other keys too, though they mean nothing here: the bucket's last write must be one that the view sees. */
const ALL_KEYS = '>';

export type TenantChange = 'policies' | 'deleted';

/** A tenant's policies in their order, and a mark that changes with them and with its calendars. */
interface TenantPolicies {
  readonly policies: readonly SelectingPolicy[];
  readonly calendars: ReadonlyMap<string, WorkingTime>;
  readonly mark: string;
}
const NO_POLICIES: TenantPolicies = { policies: [], calendars: new Map(), mark: '' };

interface TenantRecords {
  readonly policies: Map<string, SlaPolicyRecord>;
  readonly calendars: Map<string, CalendarRecord>;
}

/** The scheduler's in-memory view of SLA policies and calendars, kept in step with the configuration bucket. */
export class PoliciesView implements ConfigListener, OnApplicationBootstrap, OnApplicationShutdown {
  private readonly records = new Map<string, TenantRecords>();
  private readonly compiled = new Map<string, TenantPolicies>();
  private readonly view: ConfigView;
  private readonly freshness: ViewFreshness;
  private changed: (tenant: string, change: TenantChange) => void = () => undefined;

  constructor(
    broker: Broker,
    private readonly log: Logger,
  ) {
    this.view = new ConfigView(broker, [ALL_KEYS], this, log);
    this.freshness = new ViewFreshness(broker, this.view);
  }

  get ready(): boolean {
    return this.view.ready;
  }

  onApplicationBootstrap(): Promise<void> {
    return this.view.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.view.close();
  }

  /** Resolves when the view holds everything that was written before the call. */
  current(): Promise<void> {
    return this.freshness.current();
  }

  /** Calls back for each tenant whose policies or calendars change from now on, and for each that is deleted. */
  onChange(changed: (tenant: string, change: TenantChange) => void): void {
    this.changed = changed;
  }

  hasPolicies(tenant: string): boolean {
    return (this.records.get(tenant)?.policies.size ?? 0) > 0;
  }

  /** Empty for a tenant that has neither policies nor calendars. */
  mark(tenant: string): string {
    return this.of(tenant).mark;
  }

  byId(tenant: string, id: string | null): SelectingPolicy | null {
    return this.of(tenant).policies.find((policy) => policy.id === id) ?? null;
  }

  /** The first policy whose condition the ticket meets as its events show it. */
  choose(tenant: string, ticketId: string, snapshot: TicketSnapshot): SelectingPolicy | null {
    const { policies, calendars } = this.of(tenant);
    if (policies.length === 0) return null;
    const time = snapshotAt(snapshot) ?? 0;
    const event = {
      id: `${ticketId}@${time}`,
      type: 'ticket.updated',
      source: `/tenants/${tenant}/deskhook/scheduler`,
      subject: `tickets/${ticketId}`,
      time,
      hopcount: 0,
      actorType: null,
      data: { ticket: snapshot.ticket },
    };
    const workingTime = (calendar: string) => calendars.get(calendar) ?? null;
    const reader = eventReader(event, { now: time, workingTime });
    return policies.find(({ condition }) => condition === null || holds(condition, reader)) ?? null;
  }

  put(key: string, value: unknown): void {
    if (key.startsWith(POLICY_PREFIX)) {
      const record = slaPolicyRecordSchema.parse(value);
      this.recordsOf(record.tenant).policies.set(record.id, record);
      this.note(record.tenant);
    } else if (key.startsWith(CALENDAR_PREFIX)) {
      const record = calendarRecordSchema.parse(value);
      this.recordsOf(record.tenant).calendars.set(record.id, record);
      this.note(record.tenant);
    }
  }

  remove(key: string): void {
    const [, tenant = '', id = ''] = key.split('.');
    if (key.startsWith(TENANT_PREFIX)) this.changed(tenant, 'deleted');
    if (key.startsWith(POLICY_PREFIX)) this.recordsOf(tenant).policies.delete(id);
    else if (key.startsWith(CALENDAR_PREFIX)) this.recordsOf(tenant).calendars.delete(id);
    else return;
    this.note(tenant);
  }

  private note(tenant: string): void {
    this.compiled.delete(tenant);
    if (this.view.ready) this.changed(tenant, 'policies');
  }

  private recordsOf(tenant: string): TenantRecords {
    const known = this.records.get(tenant) ?? { policies: new Map(), calendars: new Map() };
    this.records.set(tenant, known);
    return known;
  }

  private of(tenant: string): TenantPolicies {
    const records = this.records.get(tenant);
    if (records === undefined || records.policies.size + records.calendars.size === 0) return NO_POLICIES;
    const known = this.compiled.get(tenant) ?? this.compile(records);
    this.compiled.set(tenant, known);
    return known;
  }

  private compile({ policies, calendars }: TenantRecords): TenantPolicies {
    const hours = new Map([...calendars].map(([id, record]) => [id, businessHours(record)]));
    const found = [...policies.values()].flatMap((record) => {
      const policy = policyOfRecord(record, (calendar) => hours.get(calendar) ?? null);
      const { tenant, id, calendar } = record;
      if (policy === null && record.status === 'active')
        this.log.error({ tenant, policy: id }, 'sla.policy-unreadable');
      if (calendar !== null && !hours.has(calendar))
        this.log.warn({ tenant, policy: id, calendar }, 'sla.calendar-missing');
      return policy === null ? [] : [policy];
    });
    const inOrder = found.toSorted(
      (one, other) => one.position - other.position || (one.id < other.id ? -1 : 1),
    );
    const text = JSON.stringify([sorted(policies), sorted(calendars)]);
    return { policies: inOrder, calendars: hours, mark: hash('sha256', text, 'base64url').slice(0, 16) };
  }
}

/** The same text for the same records, however they came. */
function sorted<T>(records: ReadonlyMap<string, T>): readonly (readonly [string, T])[] {
  return [...records].toSorted(([one], [other]) => (one < other ? -1 : 1));
}

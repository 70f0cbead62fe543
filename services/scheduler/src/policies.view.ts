import { calendarRecordSchema, slaPolicyRecordSchema } from '@deskhook/contracts';
import { eventReader, holds, snapshotAt, type TicketSnapshot } from '@deskhook/domain';
import { ConfigView, ViewFreshness, type Broker, type ConfigListener } from '@deskhook/messaging';
import type { Logger } from '@deskhook/runtime';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { SelectingPolicy } from './policy-of-record.js';
import { compilePolicies, NO_POLICIES, TenantRecords, type TenantPolicies } from './tenant-policies.js';

const TENANT_PREFIX = 'tenant.';
const POLICY_PREFIX = 'sla-policy.';
const CALENDAR_PREFIX = 'calendar.';
/** Other keys too, though they mean nothing here: the bucket's last write must be one that the view sees. */
const ALL_KEYS = '>';

export type TenantChange = 'policies' | 'deleted';

/** The scheduler's in-memory view of SLA policies and calendars, kept in step with the configuration bucket. */
export class PoliciesView implements ConfigListener, OnApplicationBootstrap, OnApplicationShutdown {
  private readonly tenants = new Set<string>();
  /** The bucket keeps a note of each tenant that was deleted; one that it only does not know is none of these. */
  private readonly gone = new Set<string>();
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

  /** True for a tenant that was deleted, also before the start. */
  isGone(tenant: string): boolean {
    return this.gone.has(tenant);
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
    const reader = eventReader(event, { now: time, workingTime: (id) => calendars.get(id) ?? null });
    return policies.find(({ condition }) => condition === null || holds(condition, reader)) ?? null;
  }

  put(key: string, value: unknown): void {
    const [, tenant = ''] = key.split('.');
    if (key.startsWith(TENANT_PREFIX)) {
      this.tenants.add(tenant);
      this.gone.delete(tenant);
    } else if (key.startsWith(POLICY_PREFIX)) {
      const record = slaPolicyRecordSchema.parse(value);
      this.keep(tenant, this.recordsOf(tenant).policies, record);
    } else if (key.startsWith(CALENDAR_PREFIX)) {
      const record = calendarRecordSchema.parse(value);
      this.keep(tenant, this.recordsOf(tenant).calendars, record);
    }
  }

  remove(key: string): void {
    const [, tenant = '', id = ''] = key.split('.');
    const known = this.records.get(tenant);
    if (key.startsWith(TENANT_PREFIX)) {
      this.gone.add(tenant);
      if (this.tenants.delete(tenant)) this.tell(tenant, 'deleted');
    } else if (key.startsWith(POLICY_PREFIX) && known?.policies.delete(id) === true) this.note(tenant);
    else if (key.startsWith(CALENDAR_PREFIX) && known?.calendars.delete(id) === true) this.note(tenant);
  }

  /** After a reconnect everything comes again: only what differs is a change. */
  private keep<T extends { readonly id: string }>(tenant: string, known: Map<string, T>, record: T): void {
    if (JSON.stringify(known.get(record.id)) === JSON.stringify(record)) return;
    known.set(record.id, record);
    this.note(tenant);
  }

  private note(tenant: string): void {
    this.compiled.delete(tenant);
    this.tell(tenant, 'policies');
  }

  private tell(tenant: string, change: TenantChange): void {
    if (this.view.ready) this.changed(tenant, change);
  }

  private recordsOf(tenant: string): TenantRecords {
    const known = this.records.get(tenant) ?? new TenantRecords();
    this.records.set(tenant, known);
    return known;
  }

  private of(tenant: string): TenantPolicies {
    const records = this.records.get(tenant);
    if (records === undefined || records.isEmpty) return NO_POLICIES;
    const known = this.compiled.get(tenant) ?? compilePolicies(records, this.log);
    this.compiled.set(tenant, known);
    return known;
  }
}

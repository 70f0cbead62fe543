import { isEventType, isOwnNews } from '@deskhook/domain';
import type { MappedEvent, Mapping } from './connector.js';
import { mapOption, type ConnectorOption, type OptionValues } from './options.js';
import { compact, slugOf, type JsonObject } from './reading.js';

/** The bases that a status of the canonical model can have. */
export const STATUS_BASES = ['new', 'in_progress', 'stopped', 'canceled', 'resolved', 'closed'] as const;
export type StatusBase = (typeof STATUS_BASES)[number];

export const statusesOption: ConnectorOption = {
  kind: 'map',
  problem: (value) =>
    STATUS_BASES.some((base) => base === value) ? null : `must be one of ${STATUS_BASES.join(', ')}`,
  description: `Bases by the helpdesk's statuses, where they are not the usual ones: ${STATUS_BASES.join(', ')}`,
};

export const siteUrlOption: ConnectorOption = {
  kind: 'url',
  description: 'Address of the helpdesk, for links to its tickets',
};

const TICKET_EVENTS = /^(ticket|reply|note|sla|custom)\./;

/** Whether a helpdesk's trigger may stand for the type: an event about a ticket, or one of the tenant's own. */
export function isTicketEvent(type: string): boolean {
  return isEventType(type) && TICKET_EVENTS.test(type) && !isOwnNews(type);
}

/** What is known of the bases of a helpdesk's statuses. */
export interface StatusTable {
  readonly defaults: Readonly<Record<string, StatusBase>>;
  readonly options: OptionValues;
}

/** The base of a status, by its name or slug; null for one that nobody knows. */
export function baseOf(status: string, { defaults, options }: StatusTable): string | null {
  const slug = slugOf(status);
  const told = mapOption(options, 'statuses');
  const usual = Object.hasOwn(defaults, slug) ? defaults[slug] : undefined;
  return told.get(status.toLowerCase()) ?? told.get(slug) ?? usual ?? null;
}

/** A status of the canonical model. */
export function statusOf(
  name: string | null,
  table: StatusTable,
  id: string | number | null = null,
): JsonObject | null {
  return name === null ? null : compact({ id, slug: slugOf(name), name, base: baseOf(name, table) });
}

/** A change of status; a side that the helpdesk does not tell is left out. */
export function statusChange(
  sides: { readonly old?: string | null; readonly new: string },
  table: StatusTable,
): JsonObject {
  const old = sides.old ?? null;
  const before = old === null ? {} : { old: slugOf(old), old_label: old, old_base: baseOf(old, table) };
  const after = { new: slugOf(sides.new), new_label: sides.new, new_base: baseOf(sides.new, table) };
  return { field: 'status', label: 'Status', ...before, ...after };
}

/** The address of something in the helpdesk; null where its site is not told. */
export function linkTo(options: OptionValues, path: string): string | null {
  const site = options['siteUrl'];
  return typeof site === 'string' ? `${site.replace(/\/+$/, '')}${path}` : null;
}

/** A text at most as long as summaries are, in one line. */
export function summaryOf(text: string | null): string | null {
  const line = text?.replaceAll(/\s+/g, ' ').trim().slice(0, SUMMARY_LENGTH_MAX) ?? '';
  return line === '' ? null : line;
}

const SUMMARY_LENGTH_MAX = 200;

/** What an event about a ticket says beside the ticket itself. */
export interface TicketEvent {
  readonly type: string;
  readonly time: string | null;
  readonly ticket: JsonObject;
  readonly actor?: JsonObject | null;
  readonly changes?: readonly JsonObject[];
  readonly message?: JsonObject | null;
  readonly assignment?: JsonObject;
}

export function ticketEvent({ type, time, ticket, ...rest }: TicketEvent): MappedEvent {
  const data = { ...compact(rest), ticket };
  return { type, subject: `tickets/${String(ticket['id'])}`, time, data };
}

/** The one event that a request comes to. */
export function one(event: MappedEvent): Mapping {
  return { kind: 'events', events: [event] };
}

export function ignored(why: string): Mapping {
  return { kind: 'ignored', why };
}

export function unmapped(detail: string): Extract<Mapping, { readonly kind: 'unmapped' }> {
  return { kind: 'unmapped', detail };
}

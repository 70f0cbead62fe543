import { cloudEventAttributes } from '@deskhook/contracts';
import { Database } from '@deskhook/database';
import { eventGroup, parseEventTypeSelector } from '@deskhook/domain';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { utcDay } from '../ingest/bodies.repository.js';
import { unpack } from '../ingest/packed-bytes.js';
import { Conditions, iso } from '../query/conditions.repository.js';
import type { BacktestEvent } from './backtest-tally.js';

const PAGE_EVENTS = 500;
/** Events of any type that a page passes over. */
const REACH_EVENTS = 10_000;
/** A page of the largest events, packed, must still fit into memory beside others. */
const PAGE_BYTES_MAX = 8_000_000;
/** What fine events are derived from. */
const PARENT = 'ticket.updated';

const rowSchema = z.object({
  id: z.string(),
  type: z.string(),
  ticketId: z.string().nullable(),
  receivedAt: z.string(),
  sequence: z.string(),
  headers: z.record(z.string(), z.string()).nullable(),
  payload: z.instanceof(Buffer).transform(unpack),
  /** Of the page, before it was cut at its bytes. */
  count: z.number(),
});
const positionSchema = rowSchema.pick({ receivedAt: true, sequence: true });

export interface BacktestWindow {
  readonly tenant: string;
  readonly from: string;
  readonly to: string;
  /** Canonical selectors, of which one must select the event or what is derived from it. */
  readonly selectors: readonly string[];
}

/** Where a page ended: the instant of its last event, and what breaks ties. */
export type BacktestPosition = [receivedAt: string, sequence: string];

export interface BacktestPage {
  readonly events: readonly BacktestEvent[];
  /** Null: there are no older ones. */
  readonly next: BacktestPosition | null;
}

/** Reads the events of a window with their payloads, page by page from the newest. */
@Injectable()
export class BacktestEventsRepository {
  constructor(private readonly database: Database) {}

  /** Where few events are of the types, a page may be empty and yet not the last. */
  async page(window: BacktestWindow, after: BacktestPosition | null): Promise<BacktestPage> {
    const reach = selectsAll(window) ? null : await this.reach(window, after);
    const where = conditions(window, after);
    if (reach !== null) where.from('e.received_at', 'e.sequence', reach);
    const selected = selectedTypes(window, where);
    const sql = `WITH page AS (
        SELECT e.id, e.type, e.ticket_id, e.received_at, e.sequence, e.headers, b.packed
        FROM logs.accepted_events e JOIN logs.bodies b ON b.tenant = e.tenant AND b.hash = e.payload_hash
          AND b.day = ${utcDay('e.received_at')}
        WHERE ${where.sql()}${selected}
        ORDER BY e.received_at DESC, e.sequence DESC LIMIT ${PAGE_EVENTS}),
      sized AS (
        SELECT p.*, octet_length(p.packed) AS size, count(*) OVER ()::int AS count,
          sum(octet_length(p.packed)) OVER (ORDER BY p.received_at DESC, p.sequence DESC) AS total FROM page p)
      SELECT s.id, s.type, s.ticket_id AS "ticketId", ${iso('s.received_at')} AS "receivedAt",
        s.sequence::text AS sequence, s.headers, s.packed AS payload, s.count
      FROM sized s WHERE s.total - s.size < ${PAGE_BYTES_MAX} ORDER BY s.received_at DESC, s.sequence DESC`;
    const rows = (await this.database.query(sql, where.parameters)).map((row) => rowSchema.parse(row));
    return { events: rows.map(eventOf), next: nextAfter(rows) ?? reach };
  }

  /** How far one page looks, so that rare types take many short questions instead of a long one; null: to the end. */
  private async reach(
    window: BacktestWindow,
    after: BacktestPosition | null,
  ): Promise<BacktestPosition | null> {
    const where = conditions(window, after);
    const sql = `SELECT ${iso('e.received_at')} AS "receivedAt", e.sequence::text AS sequence
      FROM logs.events e WHERE ${where.sql()}
      ORDER BY e.received_at DESC, e.sequence DESC OFFSET ${REACH_EVENTS} LIMIT 1`;
    const [row] = await this.database.query(sql, where.parameters);
    if (row === undefined) return null;
    const { receivedAt, sequence } = positionSchema.parse(row);
    return [receivedAt, sequence];
  }
}

function conditions(window: BacktestWindow, after: BacktestPosition | null): Conditions {
  return new Conditions()
    .add('e.tenant = ?', window.tenant)
    .add('e.received_at >= ?', window.from)
    .add('e.received_at < ?', window.to)
    .after('e.received_at', 'e.sequence', after);
}

/** Where a page ended that could not hold everything; null where it could. */
function nextAfter(rows: readonly z.infer<typeof rowSchema>[]): BacktestPosition | null {
  const last = rows.at(-1);
  if (last === undefined || (rows.length === last.count && rows.length < PAGE_EVENTS)) return null;
  return [last.receivedAt, last.sequence];
}

function selectsAll({ selectors }: BacktestWindow): boolean {
  return selectors.some((selector) => parseEventTypeSelector(selector)?.kind === 'all');
}

/** The types that one of the selectors selects, and what such could be derived from. */
function selectedTypes(window: BacktestWindow, where: Conditions): string {
  if (selectsAll(window)) return '';
  const parsed = window.selectors.map(parseEventTypeSelector).filter((selector) => selector !== null);
  const groups = parsed.flatMap((selector) => (selector.kind === 'group' ? [selector.group] : []));
  const types = parsed.flatMap((selector) => (selector.kind === 'exact' ? [selector.type] : []));
  const isDerivable = types.some((type) => eventGroup(type) === eventGroup(PARENT));
  const exact = isDerivable ? [...types, PARENT] : types;
  const tests = [
    ...exact.map((type) => `e.type = ${where.parameter(type)}`),
    ...groups.map((group) => `starts_with(e.type, ${where.parameter(`${group}.`)})`),
  ];
  return ` AND (${tests.length === 0 ? 'false' : tests.join(' OR ')})`;
}

function eventOf({
  id,
  type,
  ticketId,
  receivedAt,
  headers,
  payload,
}: z.infer<typeof rowSchema>): BacktestEvent {
  const contentType = headers?.['content-type'];
  const message = {
    payload: payload.toString('utf8'),
    attributes: cloudEventAttributes(headers ?? {}),
    ...(contentType === undefined ? {} : { contentType }),
    type,
    acceptedAt: Date.parse(receivedAt),
  };
  return { id, ticketId, message };
}

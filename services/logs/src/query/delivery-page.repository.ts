import type { DeliveryQuery } from '@deskhook/contracts';
import { Conditions } from './conditions.repository.js';
import { decodeCursor } from './page-cursor.js';

/** What the filters by text were resolved to; null where there was none. */
interface Terms {
  readonly series: readonly number[] | null;
  readonly texts: readonly number[] | null;
}

interface Page {
  readonly sql: string;
  readonly parameters: Conditions['parameters'];
}

/** Few deliveries are in these states, so that each of them can be looked at. */
const FEW: ReadonlySet<string | undefined> = new Set(['pending', 'retrying', 'cancelled']);

/** Statement for a page of deliveries, newest first, with one more than the limit. */
export function deliveryPage(tenant: string, query: DeliveryQuery, terms: Terms): Page {
  const isNarrow = query.ticket !== undefined || query.event !== undefined || FEW.has(query.status);
  if (terms.texts === null || isNarrow) return byDelivery(tenant, query, terms);
  return byText(tenant, query, { ...terms, texts: terms.texts });
}

/** Goes through the deliveries; Postgres chooses the index, and reads the days one after the other. */
function byDelivery(tenant: string, query: DeliveryQuery, { series, texts }: Terms): Page {
  const where = own(new Conditions().add('d.tenant = ?', tenant), query)
    .add('d.series_id = ANY(?::bigint[])', series)
    .add(
      `EXISTS (SELECT FROM logs.delivery_texts x WHERE x.tenant = d.tenant AND x.text_id = ANY(?::bigint[])
        AND x.created_at = d.created_at AND x.delivery_id = d.id OFFSET 0)`,
      texts,
    );
  within(where, query, ['d.created_at', 'd.id']);
  const limit = where.parameter(query.limit + 1);
  const sql = `SELECT d.* FROM logs.deliveries d WHERE ${where.sql()}
    ORDER BY d.created_at DESC, d.id DESC LIMIT ${limit}`;
  return { sql, parameters: where.parameters };
}

/**
 * Goes through what was told of deliveries, newest first, and looks each of them up: Postgres would rather read all
 * deliveries, since it cannot guess how many share an instant.
 */
function byText(
  tenant: string,
  query: DeliveryQuery,
  { series, texts }: Terms & { readonly texts: readonly number[] },
): Page {
  const where = new Conditions()
    .add('x.tenant = ?', tenant)
    .add('x.text_id = ANY(?::bigint[])', texts)
    .add('x.series_id = ANY(?::bigint[])', series);
  within(where, query, ['x.created_at', 'x.delivery_id']);
  const told = `SELECT DISTINCT x.created_at, x.delivery_id FROM logs.delivery_texts x WHERE ${where.sql()}`;
  const rest = own(where.next(), query).add('d.tenant = ?', tenant);
  const limit = rest.parameter(query.limit + 1);
  const sql = `SELECT d.* FROM (${told} ORDER BY x.created_at DESC, x.delivery_id DESC) AS x
    CROSS JOIN LATERAL (SELECT d.* FROM logs.deliveries d
      WHERE d.id = x.delivery_id AND d.created_at = x.created_at AND ${rest.sql()} LIMIT 1) AS d
    ORDER BY x.created_at DESC, x.delivery_id DESC LIMIT ${limit}`;
  return { sql, parameters: rest.parameters };
}

/** What a delivery itself must be. */
function own(where: Conditions, query: DeliveryQuery): Conditions {
  return where
    .add('d.status = ?', query.status)
    .add('d.ticket_id = ?', query.ticket)
    .add('d.event_id = ?', query.event)
    .add('d.last_response_code = ?', query.code);
}

function within(where: Conditions, query: DeliveryQuery, [at, id]: readonly [string, string]): void {
  where.add(`${at} >= ?`, query.from).add(`${at} < ?`, query.to).after(at, id, decodeCursor(query.cursor));
}

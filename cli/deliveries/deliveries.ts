import { deliveryDetailSchema, deliveryPageSchema, type DeliverySummary } from '@deskhook/contracts';
import { apiPath } from '../api-client.js';
import { shortInstant } from '../moments.js';
import { printable } from '../printable.js';
import type { OutputOptions, Session } from '../session.js';
import type { ConnectionOptions } from '../settings.js';
import type { Column } from '../table.js';
import { deliveryFilter, type DeliveryFilterOptions } from './delivery-filter.js';
import { deliveryLines } from './delivery-lines.js';

export interface DeliveryListOptions extends ConnectionOptions, OutputOptions, DeliveryFilterOptions {
  readonly limit: number;
}

export interface DeliveryShowOptions extends ConnectionOptions, OutputOptions {
  readonly body?: boolean;
}

export const DELIVERY_COLUMNS: readonly Column<DeliverySummary>[] = [
  { head: 'CREATED (UTC)', cell: ({ createdAt }) => shortInstant(createdAt) },
  { head: 'DELIVERY', cell: ({ id }) => printable(id) },
  { head: 'STATUS', cell: ({ status }) => status },
  { head: 'TYPE', cell: ({ type }) => printable(type) },
  { head: 'TICKET', cell: ({ ticketId }) => printable(ticketId ?? '-') },
  { head: 'TRIES', cell: ({ attemptCount }) => String(attemptCount), align: 'right' },
  { head: 'CODE', cell: ({ lastResponseCode }) => String(lastResponseCode ?? '-') },
  { head: 'URL', cell: ({ url }) => printable(url) },
];

export async function listDeliveries(session: Session, options: DeliveryListOptions): Promise<void> {
  const { api, output } = session;
  const path = apiPath`/v1/tenants/${await session.tenant()}/deliveries`;
  const found: DeliverySummary[] = [];
  for await (const one of api.items(
    path,
    deliveryPageSchema,
    deliveryFilter(options, Date.now()),
    options.limit,
  )) {
    found.push(one);
    output.item(one);
  }
  output.table(DELIVERY_COLUMNS, found);
  if (found.length === options.limit) output.note(`(the first ${options.limit}; --limit shows more)`);
}

export async function showDelivery(
  session: Session,
  id: string,
  options: DeliveryShowOptions,
): Promise<void> {
  const { api, output } = session;
  const path = apiPath`/v1/tenants/${await session.tenant()}/deliveries/${id}`;
  const delivery = await api.get(path, deliveryDetailSchema);
  output.document(delivery);
  for (const line of deliveryLines(output, delivery, options.body === true)) output.text(line);
}

import { deliveryDetailSchema, deliveryPageSchema, type DeliverySummary } from '@deskhook/contracts';
import { apiPath } from '../api-client.js';
import type { ExitCode } from '../exit-codes.js';
import { shortInstant } from '../moments.js';
import { printable } from '../printable.js';
import { writeList } from '../read-list.js';
import type { OutputOptions, Session } from '../session.js';
import type { ConnectionOptions } from '../settings.js';
import { withSubscriptionId } from '../subscription-id.js';
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

export async function listDeliveries(session: Session, options: DeliveryListOptions): Promise<ExitCode> {
  const path = apiPath`/v1/tenants/${await session.tenant()}/deliveries`;
  const query = deliveryFilter(await withSubscriptionId(session, options), Date.now());
  const { limit } = options;
  return writeList(session, { path, page: deliveryPageSchema, query, limit, columns: DELIVERY_COLUMNS });
}

export async function showDelivery(
  session: Session,
  id: string,
  options: DeliveryShowOptions,
): Promise<void> {
  const { api, output, surroundings } = session;
  const path = apiPath`/v1/tenants/${await session.tenant()}/deliveries/${id}`;
  const delivery = await api.get(path, deliveryDetailSchema, {}, surroundings.interrupted);
  output.document(delivery);
  for (const line of deliveryLines(output, delivery, options.body === true)) output.text(line);
}

import { eventDetailSchema, eventPageSchema, type EventDetail, type EventSummary } from '@deskhook/contracts';
import { apiPath } from '../api-client.js';
import { DELIVERY_COLUMNS } from '../deliveries/deliveries.js';
import type { ExitCode } from '../exit-codes.js';
import { moment, shortInstant } from '../moments.js';
import { jsonDocument, printable } from '../printable.js';
import { writeList } from '../read-list.js';
import type { OutputOptions, Session } from '../session.js';
import type { ConnectionOptions } from '../settings.js';
import type { Column } from '../table.js';

export interface EventListOptions extends ConnectionOptions, OutputOptions {
  readonly type?: string;
  readonly ticket?: string;
  readonly from?: string;
  readonly to?: string;
  readonly limit: number;
}

export type EventShowOptions = ConnectionOptions & OutputOptions;

const COLUMNS: readonly Column<EventSummary>[] = [
  { head: 'RECEIVED (UTC)', cell: ({ receivedAt }) => shortInstant(receivedAt) },
  { head: 'EVENT', cell: ({ id }) => printable(id) },
  { head: 'TYPE', cell: ({ type }) => printable(type) },
  { head: 'TICKET', cell: ({ ticketId }) => printable(ticketId ?? '-') },
  { head: 'SOURCE', cell: ({ source }) => printable(source) },
];

export async function listEvents(session: Session, options: EventListOptions): Promise<ExitCode> {
  const path = apiPath`/v1/tenants/${await session.tenant()}/events`;
  const { type, ticket, limit } = options;
  const now = Date.now();
  const query = {
    type,
    ticket,
    from: moment('--from', options.from, now),
    to: moment('--to', options.to, now),
  };
  return writeList(session, { path, page: eventPageSchema, query, limit, columns: COLUMNS });
}

export async function showEvent(session: Session, id: string): Promise<void> {
  const { api, output, surroundings } = session;
  const path = apiPath`/v1/tenants/${await session.tenant()}/events/${id}`;
  const event = await api.get(path, eventDetailSchema, { explanations: 0 }, surroundings.interrupted);
  output.document(event);
  for (const line of eventLines(event)) output.text(line);
  if (event.deliveries.length > 0) output.text();
  if (event.deliveries.length > 0) output.table(DELIVERY_COLUMNS, event.deliveries);
}

function eventLines({ refusal, publications, derived, event }: EventDetail): readonly string[] {
  return [
    ...jsonDocument(event).split('\n'),
    '',
    ...(refusal === null
      ? []
      : [`refused: ${printable(refusal.detail)} (dead letter ${printable(refusal.deadLetterId)})`]),
    ...publications.map(({ receivedAt, detail }) => `${shortInstant(receivedAt)}  ${printable(detail)}`),
    ...derived.map(({ id, type }) => `derived  ${printable(type)}  ${printable(id)}`),
  ];
}

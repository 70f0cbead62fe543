import type { NativeEvent } from '../native-event.js';
import type { ClientField } from './client-fields.js';
import { isClient } from './is-client.js';
import type { TicketField } from './ticket-fields.js';

export interface SupportGenixEvent extends NativeEvent {
  /** What `event` says in the body. */
  readonly event: string;
  /** The fields of the example on the reference page behind `event`, in its order. */
  readonly fields: readonly BodyField[];
  /** The fields with the option `allTicketFields`. */
  readonly allFields: readonly BodyField[];
}

export type BodyField = TicketField | ClientField | 'custom_fields';

const CREATED = [
  'id',
  'ticket_track_id',
  'category_id',
  'category_title',
  'ticket_user_id',
  'ticket_user_email',
  'ticket_user_title',
  'title',
  'ticket_body',
  'opened_time',
  'status',
  'ticket_link',
  'assigned_on',
  'assigned_date',
  'related_url',
  'custom_fields',
] as const;

const REPLY = ['ticket_replied_user_id', 'ticket_replied_user', 'replied_text'] as const;

const CLIENT = ['id', 'first_name', 'last_name', 'email', 'custom_fields'] as const;

/** The four events of the reference page; their codes are what its form stores. */
export const SUPPORTGENIX_EVENTS: readonly SupportGenixEvent[] = [
  {
    name: 'on_tckt_create',
    title: 'Ticket Created',
    types: ['ticket.created'],
    event: 'ticket.created',
    fields: CREATED,
    allFields: CREATED,
  },
  {
    name: 'on_tckt_replied',
    title: 'Ticket Replied',
    types: ['reply.created'],
    event: 'ticket.replied',
    fields: [
      'id',
      'ticket_track_id',
      'ticket_user_id',
      'ticket_user_email',
      'ticket_user_title',
      'title',
      'status',
      'ticket_link',
      ...REPLY,
    ],
    allFields: [...CREATED, ...REPLY],
  },
  {
    name: 'on_tckt_closed',
    title: 'Ticket Closed',
    types: ['ticket.closed'],
    event: 'ticket.closed',
    fields: [
      'id',
      'ticket_track_id',
      'category_id',
      'category_title',
      'ticket_user_id',
      'ticket_user_email',
      'ticket_user_title',
      'title',
      'opened_time',
      'closed_time',
      'status',
      'ticket_link',
      'custom_fields',
    ],
    allFields: CREATED.flatMap((field) =>
      field === 'opened_time' ? ([field, 'closed_time'] as const) : [field],
    ),
  },
  {
    name: 'on_client_create',
    title: 'Client Created',
    types: ['user.created'],
    when: ({ data }) => isClient(data),
    event: 'user.created',
    fields: CLIENT,
    allFields: CLIENT,
  },
];

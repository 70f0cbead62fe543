import type { Action } from '../action.schema.js';
import { HEADERS } from '../headers.js';
import { NOTICE_TYPES, type NoticeType } from '../notice.js';
import type { Json } from './json-schemas.js';

const AT = '2026-02-17T14:45:00.000Z';
const TENANT = '/tenants/acme/deskhook';
const TICKET = { id: 123, track_id: 'TKT-00123', subject: 'Cannot log in' };

const ACTIONS: { readonly [T in Action['type']]: Extract<Action, { readonly type: T }> } = {
  add_note: { type: 'add_note', body: 'Sent to CRM' },
  set_status: { type: 'set_status', status: 'pending' },
  set_priority: { type: 'set_priority', priority: 'high' },
  assign: { type: 'assign', agent: 12, team: 'Billing' },
  add_tags: { type: 'add_tags', tags: ['crm'] },
  remove_tags: { type: 'remove_tags', tags: ['new'] },
  set_field: { type: 'set_field', field: 'order_number', value: 'ORD-12345' },
};

/** A command as it comes. */
export function commandSample(type: Action['type']): Json {
  return {
    specversion: '1.0',
    id: 'cmd_9bX2yDq1rWc7u0mZkJ4sT6vN8pQ',
    source: `${TENANT}/evaluator`,
    type: `command.${type}`,
    subject: 'tickets/123',
    time: AT,
    datacontenttype: 'application/json',
    causationid: '01JD8XQ4:ticket.closed',
    correlationid: '01JD8XQ4',
    hopcount: 1,
    traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    data: {
      action: ACTIONS[type],
      ticket: TICKET,
      subscription: { id: 'sub_1', name: 'CRM sync' },
      event: { id: '01JD8XQ4:ticket.closed', type: 'ticket.closed' },
    },
  };
}

const ENDPOINT = {
  subscription: { id: 'sub_1', name: 'CRM sync' },
  url: 'https://example.com/hook',
  key: 'kP1mQ8vX2yDq1rWc',
  since: AT,
};

interface NoticeSample {
  readonly description: string;
  readonly event: Json;
}

/** Each notice as it comes. */
export const NOTICE_SAMPLES: Readonly<Record<NoticeType, NoticeSample>> = {
  [NOTICE_TYPES.endpointDisabled]: {
    description: 'Deskhook stopped delivering to an endpoint.',
    event: notice(NOTICE_TYPES.endpointDisabled, 'dispatcher', 'subscriptions/sub_1', {
      endpoint: {
        ...ENDPOINT,
        status: 'disabled',
        failing_since: '2026-02-12T14:45:00.000Z',
        reason: 'it failed for 5 days on end',
      },
    }),
  },
  [NOTICE_TYPES.endpointRecovered]: {
    description: 'An endpoint that failed answers again.',
    event: notice(NOTICE_TYPES.endpointRecovered, 'dispatcher', 'subscriptions/sub_1', {
      endpoint: { ...ENDPOINT, status: 'active', failing_since: '2026-02-17T10:00:00.000Z' },
    }),
  },
  [NOTICE_TYPES.deliveryFailed]: {
    description: 'A delivery exhausted its retry schedule.',
    event: {
      ...notice(NOTICE_TYPES.deliveryFailed, 'dispatcher', 'deliveries/dlv_1', {
        endpoint: { ...ENDPOINT, status: 'failing' },
        delivery: {
          id: 'dlv_1',
          event_id: '01JD8XQ4',
          type: 'ticket.created',
          attempts: 8,
          error: 'the endpoint answered 500',
        },
      }),
      causationid: '01JD8XQ4',
    },
  },
  [NOTICE_TYPES.loopStopped]: {
    description: 'An event was not evaluated because events caused each other in a loop.',
    event: {
      ...notice(NOTICE_TYPES.loopStopped, 'evaluator', 'tickets/123', {
        ticket: { id: 123 },
        loop: {
          event_id: '01JD8XQ9',
          event_type: 'ticket.updated',
          causation_id: 'cmd_9bX2yDq1rWc7u0mZkJ4sT6vN8pQ',
          hopcount: 6,
          limit: 5,
          advice:
            'Find the subscription whose action or receiver causes these events, and narrow its condition.',
        },
      }),
      causationid: '01JD8XQ9',
      correlationid: '01JD8XQ4',
    },
  },
};

function notice(type: NoticeType, service: string, subject: string, data: object) {
  return {
    specversion: '1.0',
    id: 'news_9bX2yDq1rWc7u0mZkJ4sT6vN8pQ',
    source: `${TENANT}/${service}`,
    type,
    subject,
    time: AT,
    datacontenttype: 'application/json',
    data,
  };
}

/** Why an event was not accepted, as the header says it. */
export const DEAD_LETTER_SAMPLE = {
  [HEADERS.deadLetter]: JSON.stringify({
    id: 'dead_9bX2yDq1rWc7u0mZkJ4sT6vN8pQ',
    reason: 'unknown_type',
    detail: 'attribute "type": "ticket.craeted" is not an event type: did you mean "ticket.created"?',
    pointer: '/type',
    subject: 'events.acme.ticket.craeted',
    stream: 'EVENTS',
    sequence: 4711,
    receivedAt: 1_771_339_500_000,
    headers: {},
  }),
  [HEADERS.messageId]: 'dead_9bX2yDq1rWc7u0mZkJ4sT6vN8pQ',
} as const;

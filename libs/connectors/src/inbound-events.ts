import { hash } from 'node:crypto';
import { unmapped } from './canonical.js';
import type { Connector, InboundRequest, MappedEvent } from './connector.js';
import { ignoredActor } from './ignored-actors.js';
import type { OptionValues } from './options.js';
import { isNestedAtMost, isObject, type JsonObject } from './reading.js';

/** A connector as a tenant has set it up. */
export interface ConnectorSetup {
  readonly id: string;
  readonly options: OptionValues;
}

/** A CloudEvent in structured form. */
export interface InboundEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time?: string;
  readonly datacontenttype: 'application/json';
  readonly data: JsonObject;
}

/** What a request that is the helpdesk's own comes to. */
export type Inbound =
  | { readonly kind: 'events'; readonly events: readonly InboundEvent[] }
  | { readonly kind: 'ignored'; readonly why: string }
  | { readonly kind: 'unmapped'; readonly detail: string };

/** No helpdesk comes near it; what is nested without end cannot be written again. */
const LEVELS_MAX = 64;
const DELIVERY_KEY = /^[\w.:-]{1,128}$/;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Maps a request to events. Their ids follow from what the helpdesk calls the sending, else from its bytes: what is sent
 * again makes the same events, of which no second delivery is made.
 */
export function inboundEvents(connector: Connector, request: InboundRequest, setup: ConnectorSetup): Inbound {
  const payload = parsed(connector.json?.(request) ?? request.body);
  if (payload === null)
    return unmapped('the body is not a JSON object in UTF-8: have the helpdesk send its own JSON');
  if (!isNestedAtMost(payload, LEVELS_MAX))
    return unmapped(
      `the body is nested deeper than ${LEVELS_MAX} levels: have the helpdesk send its own JSON`,
    );
  const mapping = connector.toEvents(payload, request, setup.options);
  if (mapping.kind !== 'events') return mapping;
  const sending = sendingOf(connector.deliveryKey(request, payload), request.body);
  const several = mapping.events.length > 1;
  const actors = mapping.events.map((event) => ignoredActor(event, setup.options));
  if (actors.every((actor) => actor !== null))
    return { kind: 'ignored', why: `${actors[0] ?? 'somebody'} did it, whom "ignoreActors" leaves out` };
  return {
    kind: 'events',
    events: mapping.events.map((event, index) => {
      const id = `${setup.id}:${sending}${several ? `:${index + 1}` : ''}`;
      return cloudEvent(event, id, `/connectors/${connector.kind}/${setup.id}`);
    }),
  };
}

function cloudEvent({ type, subject, time, data }: MappedEvent, id: string, source: string): InboundEvent {
  const base = { specversion: '1.0', id, source, type, subject } as const;
  return { ...base, ...(time === null ? {} : { time }), datacontenttype: 'application/json', data };
}

/** The helpdesk's own name for the sending, where it is short and plain. */
function sendingOf(key: string | null, body: Uint8Array): string {
  if (key !== null && DELIVERY_KEY.test(key)) return key;
  return hash('sha256', key ?? body, 'base64url');
}

function parsed(bytes: Uint8Array): JsonObject | null {
  try {
    const value: unknown = JSON.parse(utf8.decode(bytes));
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

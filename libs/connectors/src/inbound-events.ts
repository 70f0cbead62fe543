import { hash } from 'node:crypto';
import { unmapped } from './canonical.js';
import type { Connector, InboundRequest, MappedEvent } from './connector.js';
import { ignoredActor } from './ignored-actors.js';
import type { OptionValues } from './options.js';
import { at, isNestedAtMost, isObject, type JsonObject } from './reading.js';

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
  /** The same on all events of one action there. */
  readonly correlationid?: string;
  readonly actortype?: 'agent' | 'client';
  readonly data: JsonObject;
}

/** What a request that is the helpdesk's own comes to. */
export type Inbound =
  | { readonly kind: 'events'; readonly events: readonly InboundEvent[] }
  | { readonly kind: 'ignored'; readonly why: string }
  | { readonly kind: 'unmapped'; readonly detail: string };

/** No helpdesk comes near it; what is nested without end cannot be written again. */
const LEVELS_MAX = 64;
const PLAIN_NAME = /^[\w.:-]{1,128}$/;
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
  const { numbersCustomersApart: isApart = false } = connector;
  const actors = mapping.events.map((event) => ignoredActor(event, setup.options, isApart));
  if (actors.every((actor) => actor !== null))
    return { kind: 'ignored', why: `${actors[0] ?? 'somebody'} did it, whom "ignoreActors" leaves out` };
  const sending = sendingOf(connector.deliveryKey(request, payload), request.body);
  const source = `/connectors/${connector.kind}/${setup.id}`;
  return { kind: 'events', events: cloudEvents(mapping.events, `${setup.id}:${sending}`, { setup, source }) };
}

interface Origin {
  readonly setup: ConnectorSetup;
  readonly source: string;
}

/** Several events of one sending tell of one action, unless the helpdesk itself says which. */
function cloudEvents(events: readonly MappedEvent[], id: string, { setup, source }: Origin): InboundEvent[] {
  const isOne = events.length === 1;
  return events.map((event, index) => {
    const told = event.correlation ?? null;
    const action = told === null ? null : `${setup.id}:${plainName(told)}`;
    return {
      specversion: '1.0',
      id: isOne ? id : `${id}:${index + 1}`,
      source,
      type: event.type,
      subject: event.subject,
      ...(event.time === null ? {} : { time: event.time }),
      datacontenttype: 'application/json',
      ...(action === null && isOne ? {} : { correlationid: action ?? id }),
      ...actorType(event.data),
      data: event.data,
    };
  });
}

function actorType({ actor }: JsonObject): Pick<InboundEvent, 'actortype'> {
  const isAgent = at(actor, 'is_agent');
  return typeof isAgent === 'boolean' ? { actortype: isAgent ? 'agent' : 'client' } : {};
}

/** The helpdesk's own name for the sending, else the body's. */
function sendingOf(key: string | null, body: Uint8Array): string {
  return key === null ? hash('sha256', body, 'base64url') : plainName(key);
}

/** What helpdesks call things may be anything; ids are short. */
function plainName(key: string): string {
  return PLAIN_NAME.test(key) ? key : hash('sha256', key, 'base64url');
}

function parsed(bytes: Uint8Array): JsonObject | null {
  try {
    const value: unknown = JSON.parse(utf8.decode(bytes));
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

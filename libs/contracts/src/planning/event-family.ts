import { derivedEventId, derivedEvents, isDerivedFrom, type DerivedEvent } from '@deskhook/domain';
import type { AcceptedEvent, IncomingEvent } from '../accept-event.js';
import { EVENT_BYTES_MAX } from '../streams.js';
import { objectOf, SplicedJson } from './spliced-json.js';
import { withSlimAssignees } from './slim-assignees.js';

/** An accepted event, or one that was derived from it. */
export interface FamilyMember {
  readonly event: AcceptedEvent;
  /** Id of the event that was published. */
  readonly originId: string;
  readonly isDerived: boolean;
  /** The bytes that a delivery of it carries: made when they are asked for. */
  readonly payload: () => Uint8Array;
}

/** The event itself, and in their order the fine events that are derived from it (contract, section 1). */
export function eventFamily(event: AcceptedEvent, incoming: IncomingEvent): readonly FamilyMember[] {
  const itself: FamilyMember = {
    event,
    originId: event.id,
    isDerived: false,
    payload: () => incoming.payload,
  };
  if (!isDerivedFrom(event.type)) return [itself];
  const parent: Parent = { event, incoming, json: new SplicedJson() };
  return [itself, ...derivedEvents(event).map((derived) => derivedMember(parent, derived))];
}

interface Parent {
  readonly event: AcceptedEvent;
  readonly incoming: IncomingEvent;
  readonly json: SplicedJson;
}

/** It belongs to the same change of state, so that dialects which have one native event for both send one. */
function derivedMember(parent: Parent, { type, data }: DerivedEvent): FamilyMember {
  const id = derivedEventId(parent.event.id, type);
  const event: AcceptedEvent = { ...parent.event, id, type, mode: 'structured', data };
  let made: Uint8Array | null = null;
  const payload = () => (made ??= derivedPayload(parent, event));
  return { event, originId: parent.event.id, isDerived: true, payload };
}

/** Where the people that were filled in make the event too large, only what names them is said of them. */
function derivedPayload(parent: Parent, event: AcceptedEvent): Uint8Array {
  const whole = structured(parent, event);
  if (whole.byteLength <= EVENT_BYTES_MAX) return whole;
  return structured(parent, { ...event, data: withSlimAssignees(event.data, parent.event.data) });
}

/** The CloudEvent in structured form, with the attributes of the event that it is derived from, extensions too. */
function structured(parent: Parent, { id, type, hopcount, stateChange, data }: AcceptedEvent): Uint8Array {
  const { event, incoming, json } = parent;
  const isBinary = event.mode === 'binary';
  const stated = isBinary ? binaryAttributes(incoming, hopcount) : json.members(incoming.payload);
  const bytes = isBinary ? incoming.payload : stated.get('data');
  const correlation = stated.has('correlationid') ? {} : { correlationid: stateChange };
  const own = Object.entries({ id, type, ...correlation, causationid: event.id });
  const attributes = new Map([...stated].filter(([name]) => name !== 'data'));
  for (const [name, value] of own) attributes.set(name, jsonOf(value));
  attributes.set('data', bytes === undefined ? jsonOf(data) : json.write(data, event.data, bytes));
  return objectOf(attributes);
}

function binaryAttributes(incoming: IncomingEvent, hopcount: number): ReadonlyMap<string, Uint8Array> {
  const { attributes, contentType = 'application/json' } = incoming;
  const typed = attributes['hopcount'] === undefined ? {} : { hopcount };
  const all: Readonly<Record<string, unknown>> = { datacontenttype: contentType, ...attributes, ...typed };
  return new Map(Object.entries(all).map(([name, value]) => [name, jsonOf(value)]));
}

function jsonOf(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}

import { EVENT_TYPES, exceedsHopLimit, isEventType, nearestName } from '@deskhook/domain';
import { z } from 'zod';
import { dataSchemaFor, entityIdSchema } from './canonical-data.schema.js';
import type { Refusal } from './dead-letter.schema.js';
import { CLOUDEVENTS_HEADER_PREFIX } from './headers.js';
import { jsonPointer } from './json-pointer.js';
import { EVENT_BYTES_MAX } from './streams.js';
import { parseEventSubject } from './subjects.js';

/** What is only passed on is never a reason to refuse: what is no text counts as absent. */
const note = z.string().optional().catch(undefined);

/**
 * The attributes of CloudEvents 1.0 that Deskhook reads; others are kept and delivered. What the documents say of events is made
 * of it, too.
 */
export const envelopeSchema = z.looseObject({
  specversion: z.literal('1.0'),
  id: z.string().min(1).max(256).describe('Unique per tenant; the same id again makes no second delivery'),
  source: z.string().min(1).max(1024),
  type: z.string().min(1).max(128),
  subject: z.string().max(1024).optional(),
  time: z.iso.datetime({ offset: true }).optional(),
  datacontenttype: z
    .string()
    .regex(
      /^application\/([a-z0-9.+-]+\+)?json(;.*)?$/i,
      'must be a JSON media type such as application/json',
    )
    .optional(),
  hopcount: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .describe('How many events caused this one; guards against loops'),
  traceparent: z.string().optional().describe('W3C trace context'),
  correlationid: z.string().max(256).optional().describe('The same on all events that tell of one change'),
  causationid: note.describe('Id of the event or command that it follows from'),
  actortype: note.describe('agent, client, system, trigger or api'),
});

/** An event that was caused by events caused by events … too many times. */
export interface StoppedLoop {
  readonly tenant: string;
  readonly id: string;
  readonly type: string;
  readonly subject: string | null;
  /** The ticket's id as the event states it; null for events about something else. */
  readonly ticketId: string | number | null;
  readonly hopcount: number;
  readonly limit: number;
  /** Extension `causationid`: the event or command that it follows from. */
  readonly causationId: string | null;
  readonly stateChange: string;
}

export interface AcceptedEvent {
  readonly tenant: string;
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly subject: string | null;
  /** The event's own time in epoch milliseconds; null when it states none. */
  readonly time: number | null;
  readonly hopcount: number;
  readonly traceparent: string | null;
  /** What the events of one state change have in common: `correlationid`, else the event's own id. */
  readonly stateChange: string;
  /** Extension `actortype`: what kind of actor caused it; null when it is no text. Never a reason to refuse. */
  readonly actorType: string | null;
  /** Id of the ticket that the event is about, as text; null for events about something else. */
  readonly ticketId: string | null;
  /** `structured`: the payload is the whole event. `binary`: it is `data`, the rest stands in headers. */
  readonly mode: 'structured' | 'binary';
  readonly data: Readonly<Record<string, unknown>>;
}

export type Acceptance =
  | { readonly ok: true; readonly event: AcceptedEvent }
  /** `loop`: what was stopped, where the refusal is for the hop limit. */
  | { readonly ok: false; readonly refusal: Refusal; readonly loop?: StoppedLoop };

export interface IncomingEvent {
  readonly subject: string;
  readonly payload: Uint8Array;
  /** CloudEvents attributes from `ce-*` headers without the prefix; empty in structured mode. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Content type of the payload in binary mode. */
  readonly contentType?: string | undefined;
}

/**
 * Parses and checks an event once, at the edge, by the rules of contract section 1. Never throws: what cannot be
 * accepted is a refusal that names the field and the fix.
 */
export function acceptEvent(incoming: IncomingEvent, hopLimit: number): Acceptance {
  const address = parseEventSubject(incoming.subject);
  if (address === null)
    return refuse(
      'invalid_subject',
      `"${incoming.subject}" is not events.<tenant>.<type> with a tenant of a-z, 0-9 and "-"`,
    );
  if (incoming.payload.byteLength > EVENT_BYTES_MAX) return tooLarge(incoming.payload.byteLength);
  const json = parseJson(incoming.payload);
  if (!json.ok) return json;
  const binary = incoming.attributes['specversion'] !== undefined || incoming.attributes['id'] !== undefined;
  const envelope = checkEnvelope(binary ? binaryEnvelope(incoming, json.value) : json.value, binary);
  if (!envelope.ok) return envelope;
  return checkEvent(envelope.value, address, binary ? 'binary' : 'structured', hopLimit);
}

type Envelope = z.infer<typeof envelopeSchema>;
type Step<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

function refuse(
  reason: Refusal['reason'],
  detail: string,
  pointer?: string,
): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: pointer === undefined ? { reason, detail } : { reason, detail, pointer } };
}

function tooLarge(bytes: number): { ok: false; refusal: Refusal } {
  return refuse(
    'too_large',
    `the event has ${bytes} bytes; at most ${EVENT_BYTES_MAX} are accepted: send large attachments as URLs`,
  );
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function parseJson(payload: Uint8Array): Step<unknown> {
  try {
    return { ok: true, value: JSON.parse(utf8.decode(payload)) };
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return refuse('not_json', `the payload is not JSON in UTF-8 (${cause}): publish a CloudEvent as JSON`);
  }
}

function binaryEnvelope(incoming: IncomingEvent, data: unknown): unknown {
  const type = incoming.contentType;
  return { ...incoming.attributes, ...(type === undefined ? {} : { datacontenttype: type }), data };
}

function checkEnvelope(value: unknown, binary: boolean): Step<Envelope> {
  const result = envelopeSchema.safeParse(value);
  if (result.success) return { ok: true, value: result.data };
  const issue = result.error.issues[0];
  const name = issue?.path[0] ?? 'the event';
  const where = binary ? `header ${CLOUDEVENTS_HEADER_PREFIX}${String(name)}` : `attribute "${String(name)}"`;
  if (issue?.path.length === 0)
    return refuse('invalid_event', 'the event is not a JSON object: publish a CloudEvent 1.0');
  return refuse(
    'invalid_event',
    `${where}: ${issue?.message ?? 'invalid'} (CloudEvents 1.0)`,
    jsonPointer(issue?.path ?? []),
  );
}

function checkEvent(
  envelope: Envelope,
  address: { readonly tenant: string; readonly type: string },
  mode: AcceptedEvent['mode'],
  hopLimit: number,
): Acceptance {
  if (!isEventType(envelope.type)) return unknownType(envelope.type);
  if (envelope.type !== address.type) {
    const detail = `attribute "type" is "${envelope.type}" but the subject says "${address.type}": publish to events.${address.tenant}.${envelope.type}`;
    return refuse('type_mismatch', detail, '/type');
  }
  if (exceedsHopLimit(envelope.hopcount ?? 0, hopLimit))
    return stopped(stoppedLoop(envelope, address.tenant, hopLimit));
  const data = dataSchemaFor(envelope.type).safeParse(envelope['data']);
  if (!data.success) return badData(data.error.issues[0]);
  return { ok: true, event: acceptedEvent(envelope, address.tenant, mode, data.data) };
}

function unknownType(type: string): Acceptance {
  const near = nearestName(type, EVENT_TYPES);
  const hint = near === null ? 'use a type of the catalogue or custom.<name>' : `did you mean "${near}"?`;
  return refuse('unknown_type', `attribute "type": "${type}" is not an event type: ${hint}`, '/type');
}

function stopped(loop: StoppedLoop): Acceptance {
  const { hopcount, limit } = loop;
  const detail = `attribute "hopcount" is ${hopcount}, above the limit of ${limit}: events cause each other in a loop`;
  return { ...refuse('hop_limit', detail, '/hopcount'), loop };
}

/** The schema of `data` has not been applied: nothing of it is relied on. */
function stoppedLoop(envelope: Envelope, tenant: string, limit: number): StoppedLoop {
  const { id, type, subject = null, hopcount = 0, correlationid, causationid = null } = envelope;
  const ticketId = idOf(memberOf(envelope['data'], 'ticket'));
  return {
    tenant,
    id,
    type,
    subject,
    ticketId,
    hopcount,
    limit,
    causationId: causationid,
    stateChange: correlationid ?? id,
  };
}

function badData(issue: z.core.$ZodIssue | undefined): Acceptance {
  const path = ['data', ...(issue?.path ?? [])];
  return refuse(
    'schema_violation',
    `field "${path.join('.')}": ${issue?.message ?? 'invalid'}`,
    jsonPointer(path),
  );
}

/** The schema of `data` has been applied: where there is a ticket, it has an id. */
function ticketIdOf(data: Readonly<Record<string, unknown>>): string | null {
  const id = memberOf(data['ticket'], 'id');
  return typeof id === 'string' || typeof id === 'number' ? String(id) : null;
}

function idOf(entity: unknown): string | number | null {
  const id = entityIdSchema.safeParse(memberOf(entity, 'id'));
  return id.success ? id.data : null;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function acceptedEvent(
  envelope: Envelope,
  tenant: string,
  mode: AcceptedEvent['mode'],
  data: Record<string, unknown>,
): AcceptedEvent {
  return {
    tenant,
    id: envelope.id,
    type: envelope.type,
    source: envelope.source,
    subject: envelope.subject ?? null,
    time: envelope.time === undefined ? null : Date.parse(envelope.time),
    hopcount: envelope.hopcount ?? 0,
    traceparent: envelope.traceparent ?? null,
    stateChange: envelope.correlationid ?? envelope.id,
    actorType: envelope.actortype ?? null,
    ticketId: ticketIdOf(data),
    mode,
    data,
  };
}

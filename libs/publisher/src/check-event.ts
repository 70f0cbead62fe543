import { InvalidEventError } from './errors.js';
import { ACTOR_TYPES, memberOf, type CloudEvent } from './event.js';
import { EVENT_TYPES } from './events.gen.js';
import { nearest } from './nearest.js';

/** Largest event that Deskhook takes, in bytes of its JSON. */
export const EVENT_BYTES_MAX = 1_000_000;
const TENANT = /^[a-z0-9][a-z0-9-]{0,62}$/;
const CUSTOM_TYPE = /^custom(\.[a-z0-9][a-z0-9_-]{0,63}){1,4}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;
const LENGTHS_MAX = { id: 256, source: 1_024, subject: 1_024, correlationid: 256, traceparent: 256 } as const;
const ATTRIBUTES = ['id', 'source', 'subject', 'correlationid', 'traceparent'] as const;
/** What each group of types is about, and must name by its id. */
const ABOUT: Readonly<Record<string, string>> = {
  ticket: 'ticket',
  reply: 'ticket',
  note: 'ticket',
  sla: 'ticket',
  user: 'user',
  article: 'article',
};

/** Programs without types may put anything in it. */
type AnyEvent = CloudEvent<string, unknown>;

/** Throws a RangeError unless the tenant's id is well-formed: it is a part of subjects and paths. */
export function checkTenant(tenant: string): void {
  if (typeof tenant !== 'string' || !TENANT.test(tenant))
    throw new RangeError(`tenant "${tenant}": must be 1 to 63 of a-z, 0-9 and "-", and not begin with "-"`);
}

/**
 * The JSON of an event that Deskhook can take; throws an InvalidEventError otherwise. What is found here would end among the
 * dead letters. The fields of `data` beyond the id are for the compiler and for Deskhook to check.
 */
export function encodeEvent(event: AnyEvent): Uint8Array {
  checkType(event.type);
  checkAttributes(event);
  checkSubjectOf(event);
  const bytes = new TextEncoder().encode(json(event));
  if (bytes.length > EVENT_BYTES_MAX)
    throw new InvalidEventError(
      '',
      `has ${bytes.length} bytes, at most ${EVENT_BYTES_MAX} are accepted: send large attachments as URLs`,
    );
  return bytes;
}

function checkType(type: string): void {
  if (type.startsWith('deskhook.'))
    throw new InvalidEventError(
      '/type',
      `"${type}" is news that only Deskhook tells: publish custom.<name> instead`,
    );
  if (EVENT_TYPES.some((known) => known === type) || CUSTOM_TYPE.test(type)) return;
  const near = nearest(type, EVENT_TYPES);
  const hint = near === null ? 'use a type of the catalogue or custom.<name>' : `did you mean "${near}"?`;
  throw new InvalidEventError('/type', `"${type}" is not an event type: ${hint}`);
}

function checkAttributes(event: AnyEvent): void {
  for (const name of ATTRIBUTES) {
    const value: unknown = event[name];
    if (value === undefined) continue;
    if (typeof value !== 'string' || value.length === 0 || value.length > LENGTHS_MAX[name])
      throw new InvalidEventError(`/${name}`, `must be a text of 1 to ${LENGTHS_MAX[name]} characters`);
  }
  if (!TIME.test(event.time) || Number.isNaN(Date.parse(event.time)))
    throw new InvalidEventError(
      '/time',
      `must be RFC 3339 with an offset, such as ${new Date(0).toISOString()}`,
    );
  const { hopcount, actortype } = event;
  if (actortype !== undefined && !ACTOR_TYPES.includes(actortype))
    throw new InvalidEventError('/actortype', `must be one of ${ACTOR_TYPES.join(', ')}`);
  if (hopcount !== undefined && (!Number.isInteger(hopcount) || hopcount < 0))
    throw new InvalidEventError('/hopcount', 'must be an integer from 0');
}

function checkSubjectOf({ type, data }: AnyEvent): void {
  if (typeof data !== 'object' || data === null) throw new InvalidEventError('/data', 'must be an object');
  const about = ABOUT[type.slice(0, type.indexOf('.'))];
  if (about === undefined) return;
  const id = memberOf(memberOf(data, about), 'id');
  if (Number.isInteger(id) || (typeof id === 'string' && id.length > 0 && id.length <= 128)) return;
  throw new InvalidEventError(
    `/data/${about}/id`,
    'is required: an integer or a text of at most 128 characters',
  );
}

function json(event: AnyEvent): string {
  try {
    return JSON.stringify(event);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new InvalidEventError('/data', `cannot be written as JSON (${why}): use plain values`);
  }
}

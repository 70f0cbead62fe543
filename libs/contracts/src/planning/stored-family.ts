import { acceptEvent, type IncomingEvent } from '../accept-event.js';
import type { StoredEventMessage } from '../rpc.js';
import { subjects } from '../subjects.js';
import { eventFamily, type FamilyMember } from './event-family.js';

/** A stored event as it came in, to be read once more. */
export function incomingEvent(tenant: string, stored: StoredEventMessage): IncomingEvent {
  const { payload, attributes, contentType, type } = stored;
  return { subject: subjects.event(tenant, type), payload: Buffer.from(payload), attributes, contentType };
}

/** A stored event and what is derived from it, whatever its hop count is; none where it was not accepted. */
export function storedFamily(tenant: string, stored: StoredEventMessage): readonly FamilyMember[] {
  const incoming = incomingEvent(tenant, stored);
  const acceptance = acceptEvent(incoming, Number.POSITIVE_INFINITY);
  return acceptance.ok ? eventFamily(acceptance.event, incoming) : [];
}

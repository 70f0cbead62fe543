import {
  acceptEvent,
  eventFamily,
  FailureError,
  incomingEvent,
  type AcceptedEvent,
  type IncomingEvent,
  type Refusal,
  type StoredEventMessage,
} from '@deskhook/contracts';
import { eventReader, exceedsHopLimit, type ConditionContext } from '@deskhook/domain';
import type { FamilyFacts, ReadMember } from './verdict.js';

/** A stored event with what is derived from it, ready to be explained. */
export interface ReadFamily {
  readonly members: readonly [ReadMember, ...(readonly ReadMember[])];
  readonly facts: FamilyFacts;
}

export interface ReadFamilyOptions {
  readonly hopLimit: number;
  readonly workingTime: ConditionContext['workingTime'];
}

/** Reads an event as it would be evaluated. Throws a failure that names the field where it could not be accepted. */
export function readFamily(
  tenant: string,
  stored: StoredEventMessage,
  { hopLimit, workingTime }: ReadFamilyOptions,
): ReadFamily {
  const incoming = incomingEvent(tenant, stored);
  const { event, hopcount } = acceptedOf(incoming);
  const context = { now: stored.acceptedAt, workingTime };
  const read = (member: ReadMember['member']) => ({ member, reader: eventReader(member.event, context) });
  const [itself, ...derived] = eventFamily(event, incoming);
  if (itself === undefined) throw new Error('a family has at least the event itself');
  const isLoop = exceedsHopLimit(hopcount, hopLimit);
  return {
    members: [read(itself), ...derived.map(read)],
    facts: { acceptedAt: stored.acceptedAt, hopLimit: isLoop ? { hopcount, limit: hopLimit } : null },
  };
}

/** An event above the hop limit is read too: it is explained what it would have done. */
function acceptedOf(incoming: IncomingEvent): { readonly event: AcceptedEvent; readonly hopcount: number } {
  const acceptance = acceptEvent(incoming, Number.POSITIVE_INFINITY);
  if (!acceptance.ok) throw refused(acceptance.refusal);
  return { event: acceptance.event, hopcount: acceptance.event.hopcount };
}

function refused({ detail, pointer = '' }: Refusal): FailureError {
  return new FailureError({
    kind: 'invalid',
    detail: `the event cannot be accepted: ${detail}`,
    errors: [{ pointer: `/event${pointer}`, detail }],
  });
}

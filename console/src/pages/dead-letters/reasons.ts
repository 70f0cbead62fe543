import type { DeadLetter } from '../../api/types.js';

export type DeadLetterReason = DeadLetter['reason'];

interface ReasonText {
  readonly label: string;
  /** What it means. */
  readonly meaning: string;
  /** What to do about it. */
  readonly remedy: string;
}

const FIX_HERE =
  'Correct it below and replay it, and let the helpdesk’s integration send it right from now on.';

/** Why something could not be accepted, for those who have to put it right. */
export const REASONS: Readonly<Record<DeadLetterReason, ReasonText>> = {
  invalid_subject: {
    label: 'Invalid subject',
    meaning: 'It was published to a NATS subject that is not of the form events.<tenant>.<type>.',
    remedy: 'Correct the subject in the publisher. Below, the type of the event decides where it goes.',
  },
  unknown_tenant: {
    label: 'Unknown tenant',
    meaning: 'The tenant that its subject names did not exist when it came.',
    remedy: 'Create the tenant, or correct the publisher; then replay it as it came.',
  },
  too_large: {
    label: 'Too large',
    meaning: 'It is larger than the 1,000,000 bytes that an event may have.',
    remedy: 'Leave out what no receiver needs, such as attachments within the event, and publish it again.',
  },
  not_json: {
    label: 'Not JSON',
    meaning: 'What came could not be read as JSON. Often it was cut off, or is in another character set.',
    remedy: FIX_HERE,
  },
  invalid_event: {
    label: 'Invalid event',
    meaning: 'It is no CloudEvent 1.0: an attribute is missing or is not as it has to be.',
    remedy: FIX_HERE,
  },
  unknown_type: {
    label: 'Unknown type',
    meaning: 'Its type is neither in the catalogue nor custom.<name>.',
    remedy: 'Choose a type of the catalogue, or call it custom.<name>. ' + FIX_HERE,
  },
  type_mismatch: {
    label: 'Type mismatch',
    meaning: 'Its type is not the one that it was published under.',
    remedy: FIX_HERE,
  },
  schema_violation: {
    label: 'Schema violation',
    meaning: 'Its data is not as the schema of its type wants it.',
    remedy: FIX_HERE,
  },
  hop_limit: {
    label: 'Hop limit',
    meaning:
      'It was caused by an event that was caused by another, too many times: most likely two systems answer each other for ever.',
    remedy:
      'Find the subscription or the action that closes the circle, and give it a condition that ends it. Replaying alone brings it back here.',
  },
  stream_full: {
    label: 'Stream full',
    meaning: 'There was no room left to store what follows from it.',
    remedy: 'Let the operator make room or raise the limits; then replay it as it came.',
  },
  poison: {
    label: 'Failed repeatedly',
    meaning: 'Handling it failed again and again, so it was set aside to let the others pass.',
    remedy: 'Replay it once. If it comes back, this is a fault of Deskhook: report it with the payload.',
  },
  connector_unmapped: {
    label: 'Connector: not understood',
    meaning:
      'A helpdesk sent this to its connector, signed as it should be, and no event could be made of it.',
    remedy:
      'Let the helpdesk send what the connector’s page asks for. What came is no event: write one in its place and replay that, if it matters.',
  },
};

export const DEAD_LETTER_REASONS = Object.keys(REASONS).filter(isReason);

export function isReason(value: unknown): value is DeadLetterReason {
  return typeof value === 'string' && Object.hasOwn(REASONS, value);
}

/** The type that something was published under; null where its subject names none. */
export function typeOfSubject(subject: string): string | null {
  const [stream, , ...type] = subject.split('.');
  return stream === 'events' && type.length > 0 ? type.join('.') : null;
}

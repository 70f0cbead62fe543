import type { Receiver } from '../support/receiver.js';

/** What one run of an example comes to: three changes of the ticket with what is derived from them, and a reply. */
export const DELIVERED: readonly string[] = [
  'reply.created',
  'ticket.closed',
  'ticket.created',
  'ticket.status_changed',
  'ticket.status_changed',
  'ticket.updated',
  'ticket.updated',
];

/** The types of the events that were delivered, in the order in which they came. */
export function typesAt(receiver: Receiver): string[] {
  return receiver.requests.map(({ body }): string => JSON.parse(body.toString()).type);
}

/** How an example ends that lacks variables of the environment. */
export function endWithout(variables: string) {
  return { code: 2, stdout: '', stderr: `set ${variables} in the environment: README.md says how\n` };
}

import type { CanonicalEvent } from '../canonical/model.js';
import type { JsonObject, JsonValue } from '../json-value.js';
import { teamAssignment, userAssignment } from './assignment.js';
import type { PayloadMember, SupportBeeEvent } from './events.js';
import { comment, reply } from './message.js';
import { actor, nobody } from './person.js';
import { ticketMember } from './ticket.js';

/** The value that is sent for an event (dialects page, section 2). */
export function supportBeeBody(
  native: SupportBeeEvent,
  event: CanonicalEvent,
  hasLegacyNames: boolean,
): JsonObject {
  if (event.ticket === null) throw new TypeError(`a ${event.type} event has no ticket`);
  const members = native.members.map((name) => [name, MEMBERS[name](event, native)] as const);
  return {
    payload: {
      action_type: hasLegacyNames ? native.name.replaceAll('.', '_') : native.name,
      company: { subdomain: event.tenant.subdomain, name: event.tenant.name },
      ticket: ticketMember(native, event, event.ticket),
      ...Object.fromEntries(members),
    },
  };
}

const MEMBERS: Readonly<
  Record<PayloadMember, (event: CanonicalEvent, native: SupportBeeEvent) => JsonValue>
> = {
  agent: (event) => actor(event.actor ?? nobody('agent')),
  reply: (event, { name }) => reply(event, name === 'agent.reply.created' ? 'agent' : 'client'),
  comment,
  user_assignment: userAssignment,
  team_assignment: teamAssignment,
};

import type { CanonicalEvent, Person, Team } from '../canonical/model.js';
import type { JsonObject } from '../json-value.js';
import { instant } from './instant.js';
import { NO_TEAM, nobody, person, team } from './person.js';

/** `user_assignment`: of the agent who was assigned, or of the one who was taken off. */
export function userAssignment(event: CanonicalEvent): JsonObject {
  return { ...assignment(event), assignee: { user: person(assignedAgent(event) ?? nobody('agent')) } };
}

/** `team_assignment`: of the team that was assigned, or of the one that was taken off. */
export function teamAssignment(event: CanonicalEvent): JsonObject {
  return { ...assignment(event), assignee: { team: team(assignedTeam(event) ?? NO_TEAM) } };
}

/** The agent of an assignment event; an event that does not name one means the ticket's. */
export function assignedAgent({ type, assignment, ticket }: CanonicalEvent): Person | null {
  if (type === 'ticket.unassigned')
    return assignment?.previousAgent ?? assignment?.agent ?? ticket?.previousAgents[0] ?? null;
  return assignment?.agent ?? ticket?.agent ?? null;
}

/** The team of an assignment event; an event that does not name one means the ticket's. */
export function assignedTeam({ type, assignment, ticket }: CanonicalEvent): Team | null {
  if (type === 'ticket.unassigned') return assignment?.previousTeam ?? assignment?.team ?? null;
  return assignment?.team ?? ticket?.team ?? null;
}

function assignment(event: CanonicalEvent): JsonObject {
  return {
    id: event.assignment?.id ?? 0,
    created_at: instant(event.assignment?.createdAt ?? event.at),
    ticket: { id: event.ticket?.id ?? 0 },
  };
}

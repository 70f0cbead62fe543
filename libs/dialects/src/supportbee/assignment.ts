import type { Assignment, CanonicalEvent, Person, Team } from '../canonical/model.js';
import type { JsonObject } from '../json-value.js';
import { instant } from './instant.js';
import { NO_TEAM, nobody, person, team } from './person.js';

/** `user_assignment`: of the agent who was assigned, or of the one who was taken off. */
export function userAssignment(event: CanonicalEvent): JsonObject {
  return {
    ...assignment(event, 'agent'),
    assignee: { user: person(assignedAgent(event) ?? nobody('agent')) },
  };
}

/** `team_assignment`: of the team that was assigned, or of the one that was taken off. */
export function teamAssignment(event: CanonicalEvent): JsonObject {
  return { ...assignment(event, 'team'), assignee: { team: team(assignedTeam(event) ?? NO_TEAM) } };
}

/** The agent of an assignment event; an event that does not name one means the ticket's. */
export function assignedAgent(event: CanonicalEvent): Person | null {
  const { type, ticket } = event;
  const assignment = assignmentOf(event, 'agent');
  if (type === 'ticket.unassigned')
    return assignment?.previousAgent ?? assignment?.agent ?? ticket?.previousAgents[0] ?? null;
  return assignment?.agent ?? ticket?.agent ?? null;
}

/** The team of an assignment event; an event that does not name one means the ticket's. */
export function assignedTeam(event: CanonicalEvent): Team | null {
  const { type, ticket } = event;
  const assignment = assignmentOf(event, 'team');
  if (type === 'ticket.unassigned') return assignment?.previousTeam ?? assignment?.team ?? null;
  return assignment?.team ?? ticket?.team ?? null;
}

function assignment(event: CanonicalEvent, kind: Assignment['kind']): JsonObject {
  const stated = assignmentOf(event, kind);
  return {
    id: stated?.id ?? 0,
    created_at: instant(stated?.createdAt ?? event.at),
    ticket: { id: event.ticket?.id ?? 0 },
  };
}

function assignmentOf(event: CanonicalEvent, kind: Assignment['kind']): Assignment | null {
  return event.assignments.find((one) => one.kind === kind) ?? event.assignment;
}

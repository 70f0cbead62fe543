import type { CanonicalEvent, Person, Team, Ticket } from '../canonical/model.js';
import type { JsonObject } from '../json-value.js';
import { assignedAgent, assignedTeam } from './assignment.js';
import type { SupportBeeEvent } from './events.js';
import { person, team } from './person.js';

/**
 * Who has the ticket after the event; null: nobody. `current_assignee` is the one key of the API of 2012, where a team
 * was a `group`.
 */
export function currentAssignees(native: SupportBeeEvent, event: CanonicalEvent, ticket: Ticket): JsonObject {
  const user = currentAgent(native, event, ticket);
  const group = currentTeam(native, event, ticket);
  return {
    current_user_assignee: user === null ? null : { user: person(user) },
    current_team_assignee: group === null ? null : { team: team(group) },
    current_assignee: legacyAssignee(user, group),
  };
}

function legacyAssignee(user: Person | null, group: Team | null): JsonObject | null {
  if (user !== null) return { user: person(user) };
  return group === null ? null : { group: team(group) };
}

function currentAgent(native: SupportBeeEvent, event: CanonicalEvent, ticket: Ticket): Person | null {
  if (native.clears === 'user') return unlessGone(ticket.agent, assignedAgent(event));
  return native.members.includes('user_assignment') ? (ticket.agent ?? assignedAgent(event)) : ticket.agent;
}

function currentTeam(native: SupportBeeEvent, event: CanonicalEvent, ticket: Ticket): Team | null {
  if (native.clears === 'team') return unlessGone(ticket.team, assignedTeam(event));
  return native.members.includes('team_assignment') ? (ticket.team ?? assignedTeam(event)) : ticket.team;
}

/** A snapshot may still show whoever was taken off; somebody else in its place was assigned instead. */
function unlessGone<T extends { readonly id: number }>(now: T | null, gone: T | null): T | null {
  return now === null || gone === null || now.id === gone.id ? null : now;
}

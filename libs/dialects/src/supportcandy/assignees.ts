import type { CanonicalEvent, Change, Person, Ticket } from '../canonical/model.js';
import { isList, memberOf } from '../json-value.js';

export const ASSIGNEE_FIELDS: ReadonlySet<string> = new Set([
  'agent',
  'agents',
  'assigned_agent',
  'assignee',
  'assignees',
  'primary_agent',
]);

export interface Assignees {
  readonly now: readonly Person[];
  readonly idsBefore: readonly number[];
}

/** Who the ticket is assigned to and was before, also where the event only says who was assigned or taken off. */
export function assigneesOf(event: CanonicalEvent, ticket: Ticket): Assignees {
  const now = assignedNow(event, ticket);
  if (ticket.previousAgents.length > 0) return { now, idsBefore: idsOf(ticket.previousAgents) };
  const change = event.changes.find(({ field }) => ASSIGNEE_FIELDS.has(field));
  if (change !== undefined) return { now, idsBefore: oldIds(change) };
  return { now, idsBefore: idsOf(assignedBefore(event, now)) };
}

/** The integers that stand for the people; nobody's 0 is left out. */
export function idsOf(people: readonly Person[]): number[] {
  return people.map(({ id }) => id).filter((id) => id !== 0);
}

function assignedNow({ type, assignment }: CanonicalEvent, ticket: Ticket): readonly Person[] {
  const agent = assignment?.agent ?? null;
  if (agent === null) return ticket.agents;
  if (type === 'ticket.assigned') return withAgent(ticket.agents, agent);
  return type === 'ticket.unassigned' ? without(ticket.agents, agent) : ticket.agents;
}

function assignedBefore({ type, assignment }: CanonicalEvent, now: readonly Person[]): readonly Person[] {
  const agent = assignment?.agent ?? null;
  if (agent === null) return [];
  if (type === 'ticket.unassigned') return withAgent(now, agent);
  if (type !== 'ticket.assigned') return [];
  const others = without(now, agent);
  const previous = assignment?.previousAgent ?? null;
  return previous === null ? others : withAgent(others, previous);
}

function oldIds({ oldId, old }: Change): number[] {
  if (oldId !== null) return [oldId];
  const people = isList(old) ? old : [old];
  return people.map((one) => memberOf(one, 'id') ?? one).filter(isId);
}

function isId(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value !== 0;
}

function withAgent(people: readonly Person[], agent: Person): readonly Person[] {
  return people.some(({ id }) => id === agent.id) ? people : [...people, agent];
}

function without(people: readonly Person[], agent: Person): readonly Person[] {
  return people.filter(({ id }) => id !== agent.id);
}

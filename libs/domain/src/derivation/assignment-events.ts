import { assigneeChange, assigneesOf, type Assignee, type KnownAssignees } from './assignee-change.js';
import type { DerivedEvent } from './derived-event.js';
import { isObject, type JsonObject } from './json-object.js';

/** What the changes of agents and team are, and which of the team's entries are no assignment after all. */
export interface AssignmentDerivation {
  readonly events: readonly DerivedEvent[];
  readonly rest: readonly JsonObject[];
}

interface Assignment {
  readonly kind: 'agent' | 'team';
  readonly assignee: Assignee | null;
  readonly previous: Assignee | null;
}

/**
 * `ticket.assigned` when somebody or a team was newly assigned, `ticket.unassigned` when taken off, and for agents
 * `ticket.assignees_changed` in any case: it tells of the set. An event has one `assignment`; further ones of the same
 * change, agents before teams, stand with the first in `assignments`.
 */
export function assignmentEvents(
  data: JsonObject,
  agents: readonly JsonObject[],
  team: readonly JsonObject[],
): AssignmentDerivation {
  if (agents.length === 0 && team.length === 0) return { events: [], rest: [] };
  const ticket = isObject(data['ticket']) ? data['ticket'] : {};
  const ofAgents = partOf('agent', agents, agentsKnown(data, ticket));
  const ofTeam = partOf('team', team, teamKnown(data, ticket));
  const snapshot = agents.length === 0 ? data : withPreviousAgents(data, ticket, ofAgents.before);
  const assigned = assignmentEvent('ticket.assigned', snapshot, [ofAgents.assigned, ofTeam.assigned]);
  const unassigned = assignmentEvent('ticket.unassigned', snapshot, [ofAgents.unassigned, ofTeam.unassigned]);
  const set: DerivedEvent[] =
    agents.length === 0 ? [] : [{ type: 'ticket.assignees_changed', data: { ...snapshot, changes: agents } }];
  const isTold = ofTeam.assigned.assignments.length + ofTeam.unassigned.assignments.length > 0;
  return { events: [...assigned, ...unassigned, ...set], rest: isTold ? [] : team };
}

/** Assignments of one kind with the changes that they follow from. */
interface Assignments {
  readonly changes: readonly JsonObject[];
  readonly assignments: readonly Assignment[];
}

function partOf(kind: Assignment['kind'], changes: readonly JsonObject[], known: KnownAssignees) {
  const none = { before: [], assigned: [], unassigned: [] };
  const { before, assigned, unassigned } = changes.length === 0 ? none : assigneeChange(changes, known);
  const on = assigned.map((assignee, index) => ({ kind, assignee, previous: unassigned[index] ?? null }));
  const off = unassigned.map((previous) => ({ kind, assignee: null, previous }));
  return {
    before,
    assigned: { changes, assignments: on } satisfies Assignments,
    unassigned: { changes, assignments: off } satisfies Assignments,
  };
}

function assignmentEvent(
  type: 'ticket.assigned' | 'ticket.unassigned',
  data: JsonObject,
  parts: readonly Assignments[],
): DerivedEvent[] {
  const told = parts.filter(({ assignments }) => assignments.length > 0);
  const [first, ...further] = told.flatMap(({ assignments }) => assignments);
  if (first === undefined) return [];
  const changes = told.flatMap((part) => part.changes);
  const assignment = { ...statedAssignment(data, first.kind), ...first };
  const all = further.length === 0 ? {} : { assignments: [assignment, ...further] };
  return [{ type, data: { ...data, changes, assignment, ...all } }];
}

/** What the publisher says of the assignment beside who it is of, such as its id. */
function statedAssignment(data: JsonObject, kind: Assignment['kind']): JsonObject {
  const { assignment } = data;
  return isObject(assignment) && assignment['kind'] === kind ? assignment : {};
}

function agentsKnown(data: JsonObject, ticket: JsonObject): KnownAssignees {
  const now = [ticket['agents'], ticket['primary_agent']].filter((value) => value !== undefined);
  const { previous_agents: previous } = ticket;
  return {
    before: Array.isArray(previous) ? assigneesOf(previous) : null,
    now: now.length === 0 ? null : assigneesOf(now.flat()),
    described: [
      ...assigneesOf([...now.flat(), previous, data['actor']].flat()),
      ...inAssignment(data, 'agent'),
    ],
  };
}

function teamKnown(data: JsonObject, ticket: JsonObject): KnownAssignees {
  const now = ticket['team'] === undefined ? null : assigneesOf(ticket['team']);
  return { before: null, now, described: [...(now ?? []), ...inAssignment(data, 'team')] };
}

function inAssignment(data: JsonObject, kind: Assignment['kind']): Assignee[] {
  const { assignee, previous } = statedAssignment(data, kind);
  return assigneesOf([assignee, previous].flat());
}

/** Dialects show who was assigned before; where the snapshot does not say it, the changes do. */
function withPreviousAgents(data: JsonObject, ticket: JsonObject, before: readonly Assignee[]): JsonObject {
  const { previous_agents: stated } = ticket;
  const isStated = Array.isArray(stated) && stated.length > 0;
  return isStated || before.length === 0 ? data : { ...data, ticket: { ...ticket, previous_agents: before } };
}

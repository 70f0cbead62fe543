import { formerBase } from '../derivation/closed-change.js';
import type { ConditionEvent } from './condition-event.js';
import { isJsonObject, memberOf } from './value-key.js';

/** A change as `changes[]` would state it. What is not known is left out. */
type Entry = Readonly<Record<string, unknown>> & { readonly field: string };

const STATUS_TYPES = new Set(['ticket.status_changed', 'ticket.closed', 'ticket.reopened']);
const ASSIGNMENT_TYPES = new Set(['ticket.assigned', 'ticket.unassigned', 'ticket.assignees_changed']);
/** Events that say by their type which flag was set or cleared. */
const FLAG_OF_TYPE: Readonly<Record<string, readonly [flag: string, now: boolean]>> = {
  'ticket.answered': ['unanswered', false],
  'ticket.unanswered': ['unanswered', true],
  'ticket.spam_marked': ['spam', true],
  'ticket.spam_cleared': ['spam', false],
  'ticket.trashed': ['trash', true],
  'ticket.untrashed': ['trash', false],
  'ticket.archived': ['archived', true],
  'ticket.unarchived': ['archived', false],
};

/** The changes that an event's type and snapshot say beside what it states in `changes[]`. */
export function impliedChanges(event: ConditionEvent, statesChanges: boolean): readonly Entry[] {
  const { type, data } = event;
  if (STATUS_TYPES.has(type)) return [statusChange(event)];
  if (ASSIGNMENT_TYPES.has(type)) return assignmentChange(event, statesChanges);
  const [flag, now] = Object.hasOwn(FLAG_OF_TYPE, type) ? (FLAG_OF_TYPE[type] ?? []) : [];
  if (flag !== undefined) return [{ field: flag, old: now === false, new: now === true }];
  return type === 'user.role_changed' ? [roleChange(data['user'])] : [];
}

/**
 * A stated change of the status with what else is known of its base: the snapshot is the status as it is now, and the
 * former status may be called by its base.
 */
export function withStatusBases(event: ConditionEvent, entry: unknown): unknown {
  if (!isJsonObject(entry)) return entry;
  const former = known('old_base', formerBase([entry]) ?? undefined);
  return { ...former, ...statusBases(event), ...entry };
}

function statusChange(event: ConditionEvent): Entry {
  const status = memberOf(event.data['ticket'], 'status');
  return {
    field: 'status',
    ...known('new', memberOf(status, 'slug')),
    ...known('new_id', memberOf(status, 'id')),
    ...known('new_label', memberOf(status, 'name')),
    ...statusBases(event),
  };
}

function statusBases({ type, data }: ConditionEvent): Readonly<Record<string, unknown>> {
  const base = memberOf(memberOf(data['ticket'], 'status'), 'base');
  return {
    ...known('old_base', type === 'ticket.reopened' ? 'closed' : undefined),
    ...known('new_base', type === 'ticket.closed' ? 'closed' : base),
  };
}

/** An event that names no kind of assignment and states its changes has said all. */
function assignmentChange({ type, data }: ConditionEvent, statesChanges: boolean): readonly Entry[] {
  const kind = memberOf(data['assignment'], 'kind');
  if (kind !== 'team' && kind !== 'agent' && statesChanges) return [];
  const assignee = memberOf(data['assignment'], 'assignee');
  const previous = memberOf(data['assignment'], 'previous');
  if (type !== 'ticket.unassigned') {
    const now = memberOf(data['ticket'], kind === 'team' ? 'team' : 'agents');
    const sides = (kind === 'team' ? null : agentSets(type, data['ticket'])) ?? [previous, assignee ?? now];
    return [assignmentEntry(kind, sides)];
  }
  // Some helpdesks call whoever was taken off the assignee.
  const taken = previous ?? assignee;
  const left = kind === 'team' ? [] : (listed(memberOf(data['ticket'], 'agents')) ?? []);
  const sides =
    left.length === 0 ? [taken, null] : [taken === undefined ? undefined : [taken, ...left], left];
  return [assignmentEntry(kind, sides)];
}

/** All agents before and after, where the ticket says who they were. */
function agentSets(type: string, ticket: unknown): readonly unknown[] | null {
  const before = memberOf(ticket, 'previous_agents');
  const now = memberOf(ticket, 'agents');
  const says = type === 'ticket.assignees_changed' ? Array.isArray(before) : listed(before) !== null;
  return says && Array.isArray(now) ? [before, now] : null;
}

function assignmentEntry(kind: unknown, [before, after]: readonly unknown[]): Entry {
  return { field: kind === 'team' ? 'team' : 'agents', ...stated('old', before), ...stated('new', after) };
}

function roleChange(user: unknown): Entry {
  return {
    field: 'roles',
    ...stated('old', memberOf(user, 'old_roles')),
    ...stated('new', memberOf(user, 'new_roles') ?? memberOf(user, 'roles')),
  };
}

function listed(value: unknown): readonly unknown[] | null {
  return Array.isArray(value) && value.length > 0 ? value : null;
}

/** A member that is stated, also as nothing. */
function stated(name: string, value: unknown): Readonly<Record<string, unknown>> {
  return value === undefined ? {} : { [name]: value };
}

function known(name: string, value: unknown): Readonly<Record<string, unknown>> {
  return value === undefined || value === null ? {} : { [name]: value };
}

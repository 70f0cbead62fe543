import type { GithubComment, GithubEvent } from './github-event.schema.js';
import { instantOf, personOf, statusOf, ticketOf } from './map-ticket.js';

/** What a canonical event holds besides its envelope. */
export interface HelpdeskEvent {
  readonly type: string;
  /** Of the ticket, as CloudEvents' `subject`. */
  readonly subject: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * A recorded GitHub webhook as a helpdesk's event; undefined for what has no counterpart there
 * (locking, pinning, reviews). Numeric ids stay what they are.
 */
export function toHelpdeskEvent(recorded: GithubEvent): HelpdeskEvent | undefined {
  const part = eventPart(recorded);
  if (part === undefined) return undefined;
  const { type, ...rest } = part;
  return {
    type,
    subject: `tickets/${recorded.issue.id}`,
    data: { actor: personOf(recorded.sender), ticket: ticketOf(recorded), ...rest },
  };
}

interface EventPart {
  readonly type: string;
  readonly changes?: readonly Change[];
  readonly message?: object;
  readonly assignment?: object;
}

interface Change {
  readonly field: string;
  readonly label: string;
  readonly old?: unknown;
  readonly new?: unknown;
  readonly old_id?: number;
  readonly new_id?: number;
  readonly old_label?: string;
  readonly new_label?: string;
}

function eventPart(recorded: GithubEvent): EventPart | undefined {
  if (recorded.comment != null) {
    return recorded.action === 'created' ? reply(recorded.comment) : undefined;
  }
  switch (recorded.action) {
    case 'opened':
      return { type: 'ticket.created' };
    case 'closed':
      return { type: 'ticket.closed', changes: [statusChange('open', 'closed')] };
    case 'reopened':
      return { type: 'ticket.reopened', changes: [statusChange('closed', 'open')] };
    case 'deleted':
      return { type: 'ticket.deleted' };
    case 'assigned':
    case 'unassigned':
      return assignment(recorded);
    default:
      return fieldChange(recorded);
  }
}

function fieldChange(recorded: GithubEvent): EventPart | undefined {
  const change = changeOf(recorded);
  return change === undefined ? undefined : { type: 'ticket.fields_changed', changes: [change] };
}

function changeOf({ action, issue, label, milestone }: GithubEvent): Change | undefined {
  const now = issue.labels.map(({ name }) => name);
  switch (action) {
    case 'edited':
      return { field: 'subject', label: 'Subject', new: issue.title };
    case 'labeled': {
      const before = now.filter((name) => name !== label?.name);
      return { field: 'labels', label: 'Labels', old: before, new: now };
    }
    case 'unlabeled': {
      const before = label == null ? now : [...now, label.name];
      return { field: 'labels', label: 'Labels', old: before, new: now };
    }
    case 'milestoned':
      return { field: 'milestone', label: 'Milestone', old: null, new: milestone?.title ?? null };
    case 'demilestoned':
      return { field: 'milestone', label: 'Milestone', old: milestone?.title ?? null, new: null };
    default:
      return undefined;
  }
}

function statusChange(from: 'open' | 'closed', to: 'open' | 'closed'): Change {
  const [before, after] = [statusOf(from), statusOf(to)];
  return {
    field: 'status',
    label: 'Status',
    old: before.slug,
    new: after.slug,
    old_id: before.id,
    new_id: after.id,
    old_label: before.name,
    new_label: after.name,
  };
}

function assignment({ action, issue, assignee }: GithubEvent): EventPart | undefined {
  if (assignee == null) return undefined;
  const agent = { ...personOf(assignee), is_agent: true };
  const assigned = action === 'assigned';
  return {
    type: assigned ? 'ticket.assigned' : 'ticket.unassigned',
    assignment: {
      id: assignee.id,
      kind: 'agent',
      assignee: assigned ? agent : null,
      previous: assigned ? null : agent,
      created: instantOf(issue.updated_at),
    },
  };
}

function reply(comment: GithubComment): EventPart {
  return {
    type: 'reply.created',
    message: {
      id: comment.id,
      kind: 'reply',
      visibility: 'public',
      author: personOf(comment.user, comment.author_association),
      text: comment.body,
      created: instantOf(comment.created_at),
    },
  };
}

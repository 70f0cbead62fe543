import type { CatalogueEventType } from '@deskhook/domain';
import type { JsonObject } from '../../json-value.js';
import { mergeData } from './merge-data.js';
import {
  ASSIGNEE_CHANGE,
  CLOSED,
  FIELD_CHANGES,
  OPEN,
  STATUS_CHANGE,
  STATUS_CLOSED,
  STATUS_REOPENED,
} from './sample-changes.js';
import { instantsBefore, type Instants } from './sample-instants.js';
import { sampleNote, sampleReply, sampleReport } from './sample-messages.js';
import { AGENT, CUSTOMER, SECOND_AGENT } from './sample-people.js';
import { sampleArticle, sampleEndpoint } from './sample-subjects.js';
import { sampleTicket } from './sample-ticket.js';

/** The `data` of a sample: the snapshot of what it is about, and the part that belongs to its type. */
export function sampleData(type: CatalogueEventType, now: Date): JsonObject {
  const when = instantsBefore(now);
  const ticketBefore = sampleTicket(when);
  const { ticket: changes = {}, ...part } = PARTS[type](when, ticketBefore);
  if (/^(user|agent|article)\./.test(type)) return { actor: AGENT, ...part };
  return {
    actor: AGENT,
    ticket: mergeData(ticketBefore, changes),
    trigger: TRIGGER,
    ...part,
  };
}

/** What an event says beyond its ticket, and how that differs from the usual sample. */
type Part = JsonObject & { readonly ticket?: JsonObject };
type PartOf = (when: Instants, ticket: JsonObject) => Part;

/** The only pair of Movidesk's codes that is attested (dialects page, section 4). */
const TRIGGER: JsonObject = {
  id: 3,
  name: 'Tell the CRM',
  matched: [{ field: 'ticket.status.name', criteria: 2, operator: 10, old: 'Open', new: 'Pending' }],
};

const flags =
  (stated: JsonObject): PartOf =>
  () => ({ ticket: { flags: stated } });

const PARTS: Readonly<Record<CatalogueEventType, PartOf>> = {
  'ticket.created': ({ now }, ticket) => ({
    actor: CUSTOMER,
    ticket: { timestamps: { created: now } },
    message: sampleReport(ticket, now),
  }),
  'ticket.updated': () => ({ changes: [STATUS_CHANGE, ...FIELD_CHANGES] }),
  'ticket.status_changed': () => ({ changes: [STATUS_CHANGE] }),
  'ticket.closed': ({ now }) => ({
    ticket: { status: CLOSED, justification: 'Solved', timestamps: { closed: now } },
    changes: [STATUS_CLOSED],
  }),
  'ticket.reopened': () => ({ ticket: { status: OPEN, justification: null }, changes: [STATUS_REOPENED] }),
  'ticket.assigned': ({ now }) => ({
    ticket: { assigned_at: now },
    assignment: { id: 77, kind: 'agent', assignee: AGENT, previous: SECOND_AGENT, created: now },
    changes: [ASSIGNEE_CHANGE],
  }),
  'ticket.unassigned': ({ now }) => ({
    ticket: { agents: [], primary_agent: null, previous_agents: [AGENT] },
    assignment: { id: 77, kind: 'agent', assignee: null, previous: AGENT, created: now },
  }),
  'ticket.assignees_changed': () => ({ changes: [ASSIGNEE_CHANGE] }),
  'ticket.fields_changed': () => ({ changes: FIELD_CHANGES }),
  'ticket.answered': flags({ unanswered: false }),
  'ticket.unanswered': flags({ unanswered: true }),
  'ticket.spam_marked': flags({ spam: true }),
  'ticket.spam_cleared': flags({ spam: false }),
  'ticket.trashed': flags({ trash: true }),
  'ticket.untrashed': flags({ trash: false }),
  'ticket.archived': flags({ archived: true }),
  'ticket.unarchived': flags({ archived: false }),
  'ticket.deleted': flags({ deleted: true }),
  'ticket.time_condition_met': ({ now, opened }) => ({
    time_condition: {
      id: 'customer-silent',
      policy: 'Standard',
      policy_id: 'standard',
      statuses: ['pending'],
      status: 'pending',
      since: opened,
      after: 'PT2H',
      due: now,
    },
  }),
  'reply.created': ({ now }) => ({
    ticket: { timestamps: { last_reply: now }, last_action: sampleReply(now) },
    message: sampleReply(now),
  }),
  'note.created': ({ now }) => ({ ticket: { last_action: sampleNote(now) }, message: sampleNote(now) }),
  'sla.warning': ({ opened, solutionDue }) => ({
    sla: {
      policy: 'Standard',
      policy_id: 'standard',
      metric: 'solution',
      due: solutionDue,
      target_minutes: 480,
      started_at: opened,
      remaining_seconds: 21_600,
      warning: { before_seconds: 21_600 },
    },
  }),
  'sla.breached': ({ now, opened, responseDue }) => ({
    ticket: { sla: { breached_kind: 'response', breached_at: now } },
    sla: {
      policy: 'Standard',
      policy_id: 'standard',
      metric: 'response',
      due: responseDue,
      target_minutes: 60,
      started_at: opened,
      breached_at: now,
      overdue_seconds: 3600,
    },
  }),
  'user.created': () => ({ user: CUSTOMER }),
  'user.role_changed': () => ({
    actor: SECOND_AGENT,
    user: {
      ...CUSTOMER,
      role: 'agent',
      roles: ['agent'],
      old_roles: ['customer'],
      new_roles: ['agent'],
      changed_by: SECOND_AGENT,
    },
  }),
  'agent.logged_in': ({ now }) => ({ user: AGENT, login: { user: AGENT, at: now, ip: '203.0.113.7' } }),
  'article.published': () => ({ article: sampleArticle() }),
  'article.updated': () => ({ actor: SECOND_AGENT, article: sampleArticle() }),
  'article.viewed': () => ({ actor: CUSTOMER, article: sampleArticle() }),
  'endpoint.test': () => ({ test: true }),
  'deskhook.endpoint_disabled': ({ now }) => ({ endpoint: sampleEndpoint('disabled', now) }),
  'deskhook.endpoint_recovered': ({ now }) => ({ endpoint: sampleEndpoint('active', now) }),
  'deskhook.delivery_failed': ({ now }) => ({
    endpoint: sampleEndpoint('failing', now),
    delivery: {
      id: 'dlv_5d41402abc4b2a76b9719d911017c592',
      type: 'ticket.created',
      attempts: 8,
      error: 'answered 500',
    },
  }),
  'deskhook.loop_stopped': () => ({
    loop: {
      event_id: '01JD8XQ4',
      event_type: 'ticket.updated',
      causation_id: 'cmd_5d41402abc4b2a76b9719d91101',
      hopcount: 6,
      limit: 5,
      advice: 'Find the subscription whose action or receiver causes these events, and narrow its condition.',
    },
  }),
};

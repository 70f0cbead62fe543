/** What a trigger's criterion and operator are called in `WebhookEvents`. */
export interface CriterionCodes {
  readonly criteria: number;
  readonly operator: number;
}

/** Attested once, beside a status (dialects page, source MD3). */
const CHANGED = 10;
/** Our number for "it happened": no operator of the vendor is known for it. */
const HAPPENED = 1000;

/**
 * The numbers by criterion. The vendor publishes none: only the first pair was ever seen in a packet, everything from
 * 1000 on is ours [I]. A number, once given, stays: receivers may compare with it. New rows take the next free one.
 */
export const CRITERIA = {
  status: { criteria: 2, operator: CHANGED },
  justification: { criteria: 1001, operator: CHANGED },
  type: { criteria: 1002, operator: CHANGED },
  origin: { criteria: 1003, operator: CHANGED },
  services: { criteria: 1004, operator: CHANGED },
  category: { criteria: 1005, operator: CHANGED },
  priority: { criteria: 1006, operator: CHANGED },
  agents: { criteria: 1007, operator: CHANGED },
  team: { criteria: 1008, operator: CHANGED },
  requester: { criteria: 1009, operator: CHANGED },
  organization: { criteria: 1010, operator: CHANGED },
  subject: { criteria: 1011, operator: CHANGED },
  tags: { criteria: 1012, operator: CHANGED },
  labels: { criteria: 1013, operator: CHANGED },
  body: { criteria: 1014, operator: CHANGED },
  cc: { criteria: 1015, operator: CHANGED },
  sla: { criteria: 1016, operator: CHANGED },
  unanswered: { criteria: 1017, operator: CHANGED },
  spam: { criteria: 1018, operator: CHANGED },
  trash: { criteria: 1019, operator: CHANGED },
  archived: { criteria: 1020, operator: CHANGED },
  'ticket.created': { criteria: 1021, operator: HAPPENED },
  'ticket.updated': { criteria: 1022, operator: HAPPENED },
  'ticket.deleted': { criteria: 1023, operator: HAPPENED },
  'ticket.time_condition_met': { criteria: 1024, operator: HAPPENED },
  'reply.created': { criteria: 1025, operator: HAPPENED },
  'note.created': { criteria: 1026, operator: HAPPENED },
  'sla.warning': { criteria: 1027, operator: HAPPENED },
  'sla.breached': { criteria: 1028, operator: HAPPENED },
  message: { criteria: 1029, operator: CHANGED },
  rating: { criteria: 1030, operator: CHANGED },
  custom_fields: { criteria: 1999, operator: CHANGED },
} as const satisfies Readonly<Record<string, CriterionCodes>>;

export type CriterionName = keyof typeof CRITERIA;

/** Fields of the helpdesks that are another name for one above; all further ones count as custom fields. */
export const FIELD_CRITERIA: Readonly<Record<string, CriterionName>> = {
  reason: 'justification',
  source: 'origin',
  service: 'services',
  urgency: 'priority',
  agent: 'agents',
  assignee: 'agents',
  assignees: 'agents',
  owner: 'agents',
  assigned_agent: 'agents',
  primary_agent: 'agents',
  assigned_team: 'team',
  customer: 'requester',
  organisation: 'organization',
  title: 'subject',
  tag: 'tags',
  label: 'labels',
  summary: 'body',
  additional_recipients: 'cc',
  answered: 'unanswered',
  trashed: 'trash',
  deleted: 'ticket.deleted',
};

/** What an event that states no changes says was changed. */
export const EVENT_CRITERIA: Readonly<Record<string, CriterionName>> = {
  'ticket.status_changed': 'status',
  'ticket.closed': 'status',
  'ticket.reopened': 'status',
  'ticket.assigned': 'agents',
  'ticket.unassigned': 'agents',
  'ticket.assignees_changed': 'agents',
  'ticket.answered': 'unanswered',
  'ticket.unanswered': 'unanswered',
  'ticket.spam_marked': 'spam',
  'ticket.spam_cleared': 'spam',
  'ticket.trashed': 'trash',
  'ticket.untrashed': 'trash',
  'ticket.archived': 'archived',
  'ticket.unarchived': 'archived',
};

/** Events that only say "something changed": their changes tell what. */
export const GENERIC_EVENTS: ReadonlySet<string> = new Set(['ticket.updated', 'ticket.fields_changed']);

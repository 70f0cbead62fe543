import type { CatalogueEventType } from '@deskhook/domain';

const BY = '{% if actor_name != blank %} by {{ actor_name }}{% endif %}';
const FROM_TO = '{% if status %} from {{ status_old }} to {{ status_new }}{% endif %}';

/** What a preset says about each type, before the ticket's own line. */
const SENTENCES: Readonly<Record<CatalogueEventType, string>> = {
  'ticket.created': 'New ticket{% if requester_name != blank %} from {{ requester_name }}{% endif %}',
  'ticket.updated': `Ticket updated${BY}`,
  'ticket.status_changed': `Status changed${FROM_TO}${BY}`,
  'ticket.closed': `Ticket closed${BY}`,
  'ticket.reopened': `Ticket reopened${BY}`,
  'ticket.assigned': `Ticket assigned{% if assignee_name != blank %} to {{ assignee_name }}{% endif %}${BY}`,
  'ticket.unassigned': `Ticket taken off{% if assignee_name != blank %} {{ assignee_name }}{% endif %}${BY}`,
  'ticket.assignees_changed': `Assignees changed${BY}`,
  'ticket.fields_changed': `Ticket changed${BY}`,
  'ticket.answered': `Ticket marked as answered${BY}`,
  'ticket.unanswered': `Ticket marked as unanswered${BY}`,
  'ticket.spam_marked': `Ticket marked as spam${BY}`,
  'ticket.spam_cleared': `Ticket is no spam${BY}`,
  'ticket.trashed': `Ticket moved to the trash${BY}`,
  'ticket.untrashed': `Ticket taken out of the trash${BY}`,
  'ticket.archived': `Ticket archived${BY}`,
  'ticket.unarchived': `Ticket taken out of the archive${BY}`,
  'ticket.deleted': `Ticket deleted${BY}`,
  'ticket.time_condition_met': 'Ticket is waiting',
  'reply.created': '{{ author_name | default: "Somebody" }} replied',
  'note.created': '{{ author_name | default: "Somebody" }} added a note',
  'sla.warning': 'SLA target is close',
  'sla.breached': 'SLA target missed',
  'user.created': 'New user',
  'user.role_changed': `Role changed${BY}`,
  'agent.logged_in': 'Agent signed in',
  'article.published': `Article published${BY}`,
  'article.updated': `Article updated${BY}`,
  'article.viewed': 'Article viewed',
  'endpoint.test': 'Test from Deskhook',
  'deskhook.endpoint_disabled': 'Deskhook stopped delivering to an endpoint',
  'deskhook.endpoint_recovered': 'An endpoint answers again',
  'deskhook.delivery_failed': 'A delivery failed for good',
  'deskhook.loop_stopped': 'A loop of events was stopped',
};

/** One Liquid text that says it for any type; of a custom one its name. */
export const SENTENCE = [
  '{% case type %}',
  ...Object.entries(SENTENCES).map(([type, sentence]) => `{% when "${type}" %}${sentence}`),
  '{% else %}{{ type | remove_first: "custom." | replace: "_", " " }}{% endcase %}',
].join('');

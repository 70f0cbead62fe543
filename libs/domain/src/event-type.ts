/**
 * The catalogue of canonical event types (contract, section 1), each with one sentence for the reference.
 * `custom.<name>` types are open-ended and therefore not listed.
 */
export const EVENT_CATALOGUE = {
  'ticket.created': 'A ticket was opened.',
  'ticket.updated':
    'A ticket changed in any way. From its changes the fine events are derived: of status, assignees and other fields.',
  'ticket.status_changed': 'A ticket moved to another status.',
  'ticket.closed': 'A ticket entered a closed status.',
  'ticket.reopened': 'A ticket left a closed status.',
  'ticket.assigned': 'An agent or a team was assigned.',
  'ticket.unassigned': 'An agent or a team was taken off.',
  'ticket.assignees_changed': 'The set of assignees changed.',
  'ticket.fields_changed': 'Subject, category, priority, labels or custom fields changed.',
  'ticket.answered': 'A ticket was marked as answered.',
  'ticket.unanswered': 'A ticket was marked as unanswered.',
  'ticket.spam_marked': 'A ticket was marked as spam.',
  'ticket.spam_cleared': 'A ticket was found not to be spam.',
  'ticket.trashed': 'A ticket was moved to the trash.',
  'ticket.untrashed': 'A ticket was taken out of the trash.',
  'ticket.archived': 'A ticket was archived.',
  'ticket.unarchived': 'A ticket was taken out of the archive.',
  'ticket.deleted': 'A ticket was deleted for good.',
  'ticket.time_condition_met': 'A ticket stayed in a state for the time that a trigger names.',
  'reply.created': 'A customer or an agent replied.',
  'note.created': 'An internal note was added.',
  'sla.warning': 'An SLA target is close to its due instant.',
  'sla.breached': 'An SLA target passed its due instant.',
  'user.created': 'A user or client account was created.',
  'user.role_changed': "A user's role changed.",
  'agent.logged_in': 'An agent signed in.',
  'article.published': 'A knowledge base article was published.',
  'article.updated': 'A knowledge base article was updated.',
  'article.viewed': 'A knowledge base article was viewed.',
  'endpoint.test': 'A test that an administrator sent.',
  'deskhook.endpoint_disabled': 'Deskhook stopped delivering to an endpoint.',
  'deskhook.endpoint_recovered': 'An endpoint that failed answers again.',
  'deskhook.delivery_failed': 'A delivery exhausted its retry schedule.',
  'deskhook.loop_stopped': 'An event was not evaluated because events caused each other in a loop.',
} as const satisfies Record<string, string>;

export type CatalogueEventType = keyof typeof EVENT_CATALOGUE;

export const EVENT_TYPES = Object.keys(EVENT_CATALOGUE).filter(isCatalogueType);

const CUSTOM_TYPE_PATTERN = /^custom(\.[a-z0-9][a-z0-9_-]{0,63}){1,4}$/;
const TYPE_GROUP_PATTERN = /^([a-z0-9_-]+)\.\*$/;

/** True for a type of the catalogue. */
export function isCatalogueType(type: string): type is CatalogueEventType {
  return Object.hasOwn(EVENT_CATALOGUE, type);
}

/** True for a type of the catalogue or a well-formed `custom.<name>` (contract, section 1). */
export function isEventType(type: string): boolean {
  return isCatalogueType(type) || CUSTOM_TYPE_PATTERN.test(type);
}

/**
 * True for Deskhook's own news (contract, section 4). They are not told of in turn, or they could follow each other for ever;
 * and `*` does not select them: who listens to a helpdesk's events is not asking about webhooks.
 */
export function isOwnNews(type: string): boolean {
  return eventGroup(type) === 'deskhook';
}

/** How a subscription selects event types: everything of the helpdesk, a group (`ticket.*`) or one exact type. */
export type EventTypeSelector =
  | { readonly kind: 'all' }
  | { readonly kind: 'group'; readonly group: string }
  | { readonly kind: 'exact'; readonly type: string };

/** Parses `*`, `ticket.*` or `ticket.created`; null when the text selects nothing that can ever happen. */
export function parseEventTypeSelector(text: string): EventTypeSelector | null {
  if (text === '*') return { kind: 'all' };
  const group = TYPE_GROUP_PATTERN.exec(text)?.[1];
  if (group !== undefined) return isEventGroup(group) ? { kind: 'group', group } : null;
  return isEventType(text) ? { kind: 'exact', type: text } : null;
}

/** The first token of a type: `ticket` of `ticket.created`. */
export function eventGroup(type: string): string {
  const dot = type.indexOf('.');
  return dot < 0 ? type : type.slice(0, dot);
}

function isEventGroup(group: string): boolean {
  return group === 'custom' || EVENT_TYPES.some((type) => eventGroup(type) === group);
}

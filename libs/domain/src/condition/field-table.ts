import type { FieldType } from './condition.js';

/** A field of an event that conditions can look at. */
export interface ConditionFieldInfo {
  readonly field: string;
  readonly type: FieldType;
  readonly description: string;
}

type Row = readonly [field: string, type: FieldType, description: string];

const person = (path: string, who: string): Row[] => [
  [`${path}.id`, 'id', `Id of ${who}.`],
  [`${path}.external_id`, 'id', `Id of ${who} in another system.`],
  [`${path}.name`, 'text', `Full name of ${who}.`],
  [`${path}.first_name`, 'text', `First name of ${who}.`],
  [`${path}.last_name`, 'text', `Last name of ${who}.`],
  [`${path}.email`, 'text', `E-mail address of ${who}.`],
  [`${path}.kind`, 'text', `agent or client, where the helpdesk says so of ${who}.`],
  [`${path}.phone`, 'text', `Telephone number of ${who}.`],
  [`${path}.role`, 'text', `Role of ${who}.`],
  [`${path}.roles`, 'list', `Roles of ${who}.`],
  [`${path}.is_agent`, 'flag', `Whether ${who} works for the helpdesk.`],
  [`${path}.person_type`, 'number', `Movidesk's kind of person: 1 a person, 2 a company, 4 a department.`],
  [`${path}.profile_type`, 'number', `Movidesk's profile: 1 agent, 2 client, 3 both.`],
  [`${path}.organization`, 'text', `Organization of ${who}.`],
  [`${path}.active_tickets_count`, 'number', `Open tickets of ${who}.`],
  [`${path}.custom_fields`, 'list', `Custom fields of ${who}, each by key, slug or id.`],
];

const attachment = (path: string, whose: string): Row[] => [
  [`${path}.id`, 'id', `Id of a file ${whose}.`],
  [`${path}.filename`, 'text', `Name of a file ${whose}.`],
  [`${path}.content_type`, 'text', `Media type of a file ${whose}.`],
  [`${path}.size`, 'number', `Bytes of a file ${whose}.`],
  [`${path}.url`, 'text', `Address of a file ${whose}.`],
  [`${path}.thumb_url`, 'text', `Address of the small picture of a file ${whose}.`],
  [`${path}.hash32`, 'text', `MD5 of a file ${whose}.`],
  [`${path}.guid`, 'text', `Opaque key of a file ${whose}.`],
  [`${path}.created`, 'instant', `When a file ${whose} was added.`],
  ...person(`${path}.created_by`, `whoever added a file ${whose}`),
];

const named = (path: string, what: string): Row[] => [
  [`${path}.id`, 'id', `Id of ${what}.`],
  [`${path}.slug`, 'text', `Slug of ${what}: it stays when the name changes.`],
  [`${path}.name`, 'text', `Name of ${what} as agents see it.`],
];

const post = (path: string, what: string): Row[] => [
  [`${path}.id`, 'id', `Id of ${what}.`],
  [`${path}.seq_in_ticket`, 'number', `Position of ${what} in its ticket, from 1.`],
  [`${path}.kind`, 'text', `Kind of ${what}: report, reply, note or log.`],
  [`${path}.visibility`, 'text', `Who may see ${what}.`],
  [`${path}.origin.code`, 'number', `Code of the channel by which ${what} came.`],
  [`${path}.origin.slug`, 'text', `Channel by which ${what} came.`],
  [`${path}.html`, 'text', `Text of ${what} as HTML.`],
  [`${path}.text`, 'text', `Text of ${what}.`],
  [`${path}.summary`, 'text', `First words of ${what}.`],
  [`${path}.cc`, 'list', `Who gets a copy of ${what}.`],
  [`${path}.created`, 'instant', `When ${what} was written.`],
  [`${path}.deleted`, 'flag', `Whether ${what} was deleted.`],
  ...person(`${path}.author`, `the author of ${what}`),
  ...attachment(`${path}.attachments`, `of ${what}`),
];

const FLAGS: Readonly<Record<string, string>> = {
  archived: 'is in the archive',
  private: 'is private',
  spam: 'is spam',
  trash: 'is in the trash',
  draft: 'is a draft',
  unanswered: 'waits for an answer of an agent',
  deleted: 'was deleted for good',
  resolved_first_call: 'was solved with the first answer',
};
const COUNTS: Readonly<Record<string, string>> = {
  replies: 'Replies',
  agent_replies: 'Replies of agents',
  comments: 'Internal notes',
  actions: 'Messages of every kind',
};

const ROWS: readonly Row[] = [
  ['type', 'text', 'Type of the event, such as ticket.created.'],
  ['time', 'instant', 'When it happened; when the event states no time, when Deskhook got it.'],
  ['id', 'text', 'Id of the event.'],
  ['source', 'text', 'Where the event comes from.'],
  ['subject', 'text', 'What the event is about, such as tickets/123.'],
  ['hopcount', 'number', 'How many events caused each other before this one.'],
  ['actortype', 'text', 'Who caused the event: agent, client, system, trigger or api.'],
  ['test', 'flag', 'Whether an administrator sent the event as a test.'],
  ...person('actor', 'whoever caused the event'),

  ['ticket.id', 'id', 'Id of the ticket.'],
  ['ticket.track_id', 'text', 'Number of the ticket as customers know it.'],
  ['ticket.subject', 'text', 'Subject of the ticket.'],
  ['ticket.type', 'text', 'internal or public.'],
  ['ticket.summary', 'text', 'First words of the ticket.'],
  ['ticket.body.text', 'text', 'First message of the ticket.'],
  ['ticket.body.html', 'text', 'First message of the ticket as HTML.'],
  ['ticket.body.truncated', 'flag', 'Whether the first message was cut.'],
  ...named('ticket.status', 'the status'),
  [
    'ticket.status.base',
    'text',
    'What the status means: new, in_progress, stopped, canceled, resolved or closed.',
  ],
  ['ticket.justification', 'text', 'Reason of the status.'],
  ...named('ticket.priority', 'the priority'),
  ['ticket.urgency', 'text', 'Urgency, where the helpdesk has one.'],
  ...named('ticket.category', 'the category'),
  ['ticket.services.id', 'id', 'Id of a service of the ticket.'],
  ['ticket.services.level', 'number', 'Level of a service of the ticket.'],
  ['ticket.services.name', 'text', 'Name of a service of the ticket; ticket.services.0.name is the first.'],
  ['ticket.origin.code', 'number', 'Code of the channel by which the ticket came.'],
  ['ticket.origin.slug', 'text', 'Channel by which the ticket came: web, email, chat, api and others.'],
  ['ticket.origin.address', 'text', 'Address to which the ticket came.'],
  ...person('ticket.requester', 'the requester'),
  ...person('ticket.agents', 'an assigned agent'),
  ...person('ticket.previous_agents', 'an agent who was assigned before'),
  ...person('ticket.primary_agent', 'the first assigned agent'),
  ...person('ticket.created_by_agent', 'the agent who opened the ticket'),
  ['ticket.assigned_at', 'instant', 'When the ticket was assigned.'],
  ['ticket.team.id', 'id', 'Id of the team.'],
  ['ticket.team.slug', 'text', 'Slug of the team.'],
  ['ticket.team.name', 'text', 'Name of the team.'],
  ['ticket.team.picture', 'text', 'Address of the picture of the team.'],
  ...Object.entries(FLAGS).map(([flag, meaning]): Row => [
    `ticket.flags.${flag}`,
    'flag',
    `Whether the ticket ${meaning}.`,
  ]),
  ...Object.entries(COUNTS).map(([count, what]): Row => [
    `ticket.counts.${count}`,
    'number',
    `${what} of the ticket.`,
  ]),
  ['ticket.cc', 'list', 'Who gets a copy of everything.'],
  ['ticket.additional_recipients', 'list', 'Further recipients.'],
  ...named('ticket.tags', 'a tag'),
  ['ticket.labels.id', 'id', 'Id of a label.'],
  ['ticket.labels.name', 'text', 'Name of a label.'],
  ['ticket.labels.color', 'text', 'Colour of a label.'],
  ['ticket.rating', 'list', 'Rating by the customer, as the helpdesk states it.'],
  ['ticket.related_url', 'text', 'Page that the ticket is about.'],
  ['ticket.urls.admin', 'text', 'Page of the ticket for agents.'],
  ['ticket.urls.public', 'text', 'Page of the ticket for customers.'],
  ['ticket.client.ip', 'text', 'Address from which the ticket was opened.'],
  ['ticket.client.browser', 'text', 'Browser with which the ticket was opened.'],
  ['ticket.client.os', 'text', 'Operating system on which the ticket was opened.'],
  ['ticket.client.user_type', 'text', 'registered or guest.'],
  ['ticket.timestamps.created', 'instant', 'When the ticket was opened.'],
  ['ticket.timestamps.updated', 'instant', 'When the ticket was last changed.'],
  ['ticket.timestamps.closed', 'instant', 'When the ticket was closed.'],
  ['ticket.timestamps.last_activity', 'instant', 'When something last happened to the ticket.'],
  ['ticket.timestamps.last_reply', 'instant', 'When the last reply was written.'],
  ['ticket.last_reply.by', 'list', 'Who wrote the last reply.'],
  ['ticket.last_reply.source', 'text', 'How the last reply came in.'],
  ...attachment('ticket.attachments', 'of the ticket'),
  ['ticket.custom_fields', 'list', 'Custom fields of the ticket, each by key, slug or id.'],
  ['ticket.sla.policy', 'text', 'SLA policy of the ticket.'],
  ['ticket.sla.response_minutes', 'number', 'Minutes for the first answer.'],
  ['ticket.sla.solution_minutes', 'number', 'Minutes for the solution.'],
  ['ticket.sla.response_due', 'instant', 'When the first answer is due.'],
  ['ticket.sla.solution_due', 'instant', 'When the solution is due.'],
  ['ticket.sla.breached_kind', 'text', 'Target that was missed: response or solution.'],
  ['ticket.sla.breached_at', 'instant', 'When the target was missed.'],
  ...post('ticket.last_action', 'the last message'),

  ...post('message', 'the message'),
  ['assignment.id', 'id', 'Id of the assignment.'],
  ['assignment.kind', 'text', 'agent or team.'],
  ['assignment.created', 'instant', 'When the assignment was made.'],
  ...person('assignment.assignee', 'the agent or team that is assigned now'),
  ...person('assignment.previous', 'the agent or team that was assigned before'),
  ['changes.field', 'text', 'What changed. The operators changed, changed_to, … compare what it was and is.'],
  ['changes.slug', 'text', 'Slug of what changed.'],
  ['changes.label', 'text', 'What changed, as agents see it.'],
  ['changes.old', 'list', 'What it was.'],
  ['changes.new', 'list', 'What it is.'],
  ['changes.old_id', 'id', 'Id of what it was.'],
  ['changes.new_id', 'id', 'Id of what it is.'],
  ['changes.old_label', 'text', 'What it was, as agents see it.'],
  ['changes.new_label', 'text', 'What it is, as agents see it.'],
  ['changes.reason', 'text', 'Reason of the change.'],

  ['sla.policy', 'text', 'SLA policy of a warning or breach.'],
  ['sla.policy_id', 'id', 'Id of the SLA policy of a warning or breach.'],
  ['sla.metric', 'text', 'Target of a warning or breach, such as response or solution.'],
  ['sla.due', 'instant', 'When the target is or was due.'],
  ['sla.breached_at', 'instant', 'When the target was missed.'],
  ['sla.overdue_seconds', 'number', 'Seconds since the target was due.'],
  ['sla.remaining_seconds', 'number', 'Seconds until the target is due.'],
  ['sla.target_minutes', 'number', 'Minutes that the target gives.'],
  ['sla.started_at', 'instant', 'When the clock began.'],
  ['time_condition.id', 'text', 'Id of the time condition that is met.'],
  ['time_condition.policy', 'text', 'SLA policy of the time condition.'],
  ['time_condition.policy_id', 'id', 'Id of the SLA policy of the time condition.'],
  ['time_condition.statuses', 'text', 'Statuses of the time condition.'],
  ['time_condition.status', 'text', 'Status in which the ticket stayed.'],
  ['time_condition.since', 'instant', 'Since when the ticket stays there.'],
  ['time_condition.after', 'text', 'How long it had to stay, as an ISO 8601 duration.'],
  ['time_condition.due', 'instant', 'When the time condition was met.'],

  ...person('user', 'the user'),
  ['user.old_roles', 'list', 'Roles of the user before.'],
  ['user.new_roles', 'list', 'Roles of the user now.'],
  ...person('user.changed_by', 'whoever changed the roles'),
  ...person('login.user', 'whoever signed in'),
  ['login.at', 'instant', 'When the agent signed in.'],
  ['login.ip', 'text', 'Address from which the agent signed in.'],

  ['article.id', 'id', 'Id of the article.'],
  ['article.title', 'text', 'Title of the article.'],
  ['article.content', 'text', 'Text of the article.'],
  ['article.url', 'text', 'Page of the article.'],
  ['article.view_count', 'number', 'How often the article was read.'],
  ...named('article.categories', 'a category of the article'),
  ...named('article.tags', 'a tag of the article'),
  ...person('article.author', 'the author of the article'),
  ...person('article.updated_by', 'whoever changed the article'),
  ...person('article.viewer', 'whoever read the article'),

  ['trigger.id', 'id', "Id of the helpdesk's trigger."],
  ['trigger.name', 'text', "Name of the helpdesk's trigger."],
  ['trigger.matched.field', 'text', 'Field that the trigger looked at.'],
  ['tenant.id', 'id', 'Id of the tenant.'],
  ['tenant.subdomain', 'text', 'Subdomain of the tenant.'],
  ['tenant.name', 'text', 'Name of the tenant.'],
  ['tenant.site_url', 'text', 'Site of the tenant.'],
  ['tenant.timezone', 'text', 'Time zone of the tenant.'],

  ['endpoint.url', 'text', "Endpoint that Deskhook's own news are about."],
  ['loop.event_id', 'text', 'Event at which a loop was stopped.'],
  ['loop.event_type', 'text', 'Type of the event at which a loop was stopped.'],
  ['loop.causation_id', 'text', 'Event that caused the one at which a loop was stopped.'],
  ['loop.hopcount', 'number', 'How many events had caused each other when the loop was stopped.'],
  ['loop.limit', 'number', 'How many may cause each other.'],
  ['loop.advice', 'text', 'What to do about the loop.'],
  ['delivery.id', 'text', 'Delivery that failed for good.'],
  ['delivery.type', 'text', 'Event type of the delivery that failed for good.'],
  ['delivery.attempts', 'number', 'Attempts of the delivery that failed for good.'],
  ['delivery.error', 'text', 'Why the delivery failed for good.'],
];

/** Known fields below which a helpdesk may state members of its own. */
export const OPEN_FIELDS: readonly string[] = [
  'tenant',
  'ticket.flags',
  'ticket.counts',
  'ticket.rating',
  'ticket.cc',
  'ticket.additional_recipients',
  'ticket.last_reply.by',
  'changes',
  'changes.old',
  'changes.new',
  'sla',
  'login.user',
  'trigger',
  'trigger.matched',
  'endpoint',
  'delivery',
  'subscription',
  'assignment.assignee',
  'assignments',
  'assignment.previous',
];

/** Members that are open wherever they stand. */
export const OPEN_MEMBERS: ReadonlySet<string> = new Set([
  'custom_fields',
  'organization',
  'avatar',
  'cc',
  'roles',
]);

const FIELDS: readonly ConditionFieldInfo[] = ROWS.map(([field, type, description]) =>
  Object.freeze({ field, type, description }),
);
const TYPES: ReadonlyMap<string, FieldType> = new Map(FIELDS.map(({ field, type }) => [field, type]));
const POSITION = /^\d+$/;

/** Every field that the canonical model names (dialects page, section 7), for catalogues and suggestions. */
export function conditionFields(): readonly ConditionFieldInfo[] {
  return FIELDS;
}

/** The type of a known field, wherever its path picks one element of a list; null for others. */
export function fieldType(path: readonly string[]): FieldType | null {
  return TYPES.get(path.filter((segment) => !POSITION.test(segment)).join('.')) ?? null;
}

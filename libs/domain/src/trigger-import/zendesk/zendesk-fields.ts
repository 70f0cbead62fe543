/** How a condition on a field of Zendesk is read. Sources: "Conditions reference" of developer.zendesk.com. */
export type ZendeskField =
  /** One of a set: a status, an agent. `ranked`: what `less_than` and `greater_than` go by, the least first. */
  | { readonly kind: 'choice'; readonly path: string; readonly ranked?: readonly string[] }
  | { readonly kind: 'number'; readonly path: string }
  /** `includes` looks for one of the words, `is` for the whole text. `onCreate`: where the text of a new ticket stands. */
  | { readonly kind: 'words'; readonly paths: readonly string[]; readonly onCreate: readonly string[] }
  | { readonly kind: 'tags'; readonly path: string }
  /** Is there one or not. */
  | { readonly kind: 'presence'; readonly path: string }
  /** Whoever did it, by what they are. */
  | { readonly kind: 'role'; readonly agent: string; readonly id: string | null }
  /** A custom field, of whatever type. */
  | { readonly kind: 'custom'; readonly path: string };

const STATUSES = ['new', 'open', 'pending', 'hold', 'solved', 'closed'];
const PRIORITIES = ['low', 'normal', 'high', 'urgent'];

const FIELDS: Readonly<Record<string, ZendeskField>> = {
  status: { kind: 'choice', path: 'ticket.status', ranked: STATUSES },
  custom_status_id: { kind: 'choice', path: 'ticket.status' },
  priority: { kind: 'choice', path: 'ticket.priority', ranked: PRIORITIES },
  type: { kind: 'choice', path: 'ticket.type' },
  group_id: { kind: 'choice', path: 'ticket.team' },
  assignee_id: { kind: 'choice', path: 'ticket.agents' },
  requester_id: { kind: 'choice', path: 'ticket.requester' },
  organization_id: { kind: 'choice', path: 'ticket.requester.organization' },
  via_id: { kind: 'choice', path: 'ticket.origin.slug' },
  current_via_id: { kind: 'choice', path: 'message.origin.slug' },
  recipient: { kind: 'choice', path: 'ticket.origin.address' },
  current_tags: { kind: 'tags', path: 'ticket.tags' },
  replies: { kind: 'number', path: 'ticket.counts.agent_replies' },
  cc: { kind: 'presence', path: 'ticket.cc' },
  attachment: { kind: 'presence', path: 'message.attachments' },
  role: { kind: 'role', agent: 'actor.is_agent', id: 'actor.id' },
  requester_role: { kind: 'role', agent: 'ticket.requester.is_agent', id: null },
  subject_includes_word: { kind: 'words', paths: ['ticket.subject'], onCreate: [] },
  description_includes_word: { kind: 'words', paths: ['ticket.body.text'], onCreate: [] },
  comment_includes_word: {
    kind: 'words',
    paths: ['message.text'],
    onCreate: ['ticket.body.text', 'ticket.subject'],
  },
};

/** Conditions that look at a comment: they hold for events that bring one. */
export const COMMENT_FIELDS: ReadonlySet<string> = new Set([
  'comment_is_public',
  'comment_includes_word',
  'attachment',
  'current_via_id',
]);

/** Zendesk's channels (Via types) by the slugs that helpdesks here give to origins. */
const CHANNELS: Readonly<Record<string, readonly string[]>> = {
  '0': ['web_form', 'contact_form', 'web', 'portal'],
  '4': ['email', 'mail'],
  '5': ['api', 'web_api', 'webhook'],
  '8': ['trigger', 'automation', 'system'],
  '29': ['chat', 'live_chat'],
  '33': ['voicemail'],
  '34': ['received_call', 'phone', 'call'],
  '35': ['made_call'],
  '45': ['received_call', 'phone', 'call'],
  '46': ['made_call'],
  '48': ['web_widget', 'web'],
  '57': ['sms'],
  '74': ['whatsapp', 'whatsapp_business'],
};

/** Whether a field's values are channels. */
export function isChannelField(field: string): boolean {
  return field === 'via_id' || field === 'current_via_id';
}

/** The slugs of a channel; null for channels that have none here. */
export function channelSlugs(id: string): readonly string[] | null {
  return Object.hasOwn(CHANNELS, id) ? (CHANNELS[id] ?? null) : null;
}

const TICKET_FIELD = /^custom_fields_(\w+)$/;
const REQUESTER_FIELD = /^(?:user|requester)\.custom_fields\.?_?([\w-]+)$/;
const ORGANIZATION_FIELD = /^organization\.custom_fields\.?_?([\w-]+)$/;

/** What a field of Zendesk is here; null for one that has no counterpart. `keyOf` names custom fields by their ids. */
export function zendeskField(name: string, keyOf: (id: string) => string): ZendeskField | null {
  if (Object.hasOwn(FIELDS, name)) return FIELDS[name] ?? null;
  const ticket = TICKET_FIELD.exec(name)?.[1];
  if (ticket !== undefined) return custom('ticket', keyOf(ticket));
  const requester = REQUESTER_FIELD.exec(name)?.[1];
  if (requester !== undefined) return custom('ticket.requester', requester);
  const organization = ORGANIZATION_FIELD.exec(name)?.[1];
  return organization === undefined ? null : custom('ticket.requester.organization', organization);
}

function custom(owner: string, key: string): ZendeskField {
  return { kind: 'custom', path: `${owner}.custom_fields.${key}` };
}

/** How an attribute of Zammad is read. Sources: "Object conditions" and "Variables" of Zammad's documentation for administrators. */
export type ZammadField =
  | { readonly kind: 'value'; readonly path: string; readonly ofTicket: boolean }
  | { readonly kind: 'tags'; readonly path: string }
  /** Something of the article that the event brings; `onCreate`: where it stands for a new ticket. */
  | { readonly kind: 'article'; readonly path: string; readonly onCreate: string | null }
  | { readonly kind: 'sender' };

const value = (path: string): ZammadField => ({ kind: 'value', path, ofTicket: true });
const besides = (path: string): ZammadField => ({ kind: 'value', path, ofTicket: false });

const FIELDS: Readonly<Record<string, ZammadField>> = {
  'ticket.number': value('ticket.track_id'),
  'ticket.title': value('ticket.subject'),
  'ticket.state_id': value('ticket.status'),
  'ticket.priority_id': value('ticket.priority'),
  'ticket.group_id': value('ticket.team'),
  'ticket.owner_id': value('ticket.agents'),
  'ticket.customer_id': value('ticket.requester'),
  'ticket.organization_id': value('ticket.requester.organization'),
  'ticket.create_article_type_id': value('ticket.origin.slug'),
  'ticket.created_at': value('ticket.timestamps.created'),
  'ticket.updated_at': value('ticket.timestamps.updated'),
  'ticket.close_at': value('ticket.timestamps.closed'),
  'ticket.last_contact_at': value('ticket.timestamps.last_activity'),
  'ticket.last_contact_agent_at': value('ticket.timestamps.last_reply'),
  'ticket.tags': { kind: 'tags', path: 'ticket.tags' },
  'article.body': { kind: 'article', path: 'message.text', onCreate: 'ticket.body.text' },
  'article.from': { kind: 'article', path: 'message.author', onCreate: 'ticket.requester' },
  'article.cc': { kind: 'article', path: 'message.cc', onCreate: 'ticket.cc' },
  'article.type_id': { kind: 'article', path: 'message.origin.slug', onCreate: 'ticket.origin.slug' },
  'article.sender_id': { kind: 'sender' },
  'customer.id': besides('ticket.requester.id'),
  'customer.firstname': besides('ticket.requester.first_name'),
  'customer.lastname': besides('ticket.requester.last_name'),
  'customer.email': besides('ticket.requester.email'),
  'customer.phone': besides('ticket.requester.phone'),
  'customer.organization_id': besides('ticket.requester.organization'),
  'organization.id': besides('ticket.requester.organization.id'),
  'organization.name': besides('ticket.requester.organization.name'),
};

/** Attributes of Zammad's own that no event has. */
const UNKNOWN_HERE = new Set(
  `ticket.action ticket.mention_user_ids ticket.out_of_office_replacement_id ticket.article_count
  ticket.pending_time ticket.escalation_at ticket.first_response_escalation_at ticket.update_escalation_at
  ticket.close_escalation_at ticket.first_response_at ticket.first_response_in_min ticket.first_response_diff_in_min
  ticket.close_in_min ticket.close_diff_in_min ticket.update_in_min ticket.update_diff_in_min
  ticket.last_contact_customer_at ticket.last_owner_update_at ticket.last_close_at ticket.last_merge_at
  ticket.create_article_sender_id ticket.created_by_id ticket.updated_by_id ticket.time_unit ticket.checklist_id
  customer.login customer.fax customer.mobile customer.web customer.department customer.street customer.zip customer.city
  customer.country customer.address customer.note customer.vip customer.active customer.role_ids customer.created_at
  customer.updated_at customer.last_login
  organization.note organization.domain organization.domain_assignment organization.shared organization.active
  organization.vip organization.members_existing organization.created_at organization.updated_at`.split(
    /\s+/,
  ),
);
const CUSTOM = /^(ticket|customer|organization)\.([a-z][a-z0-9_]*)$/;
const OWNERS: Readonly<Record<string, string>> = {
  ticket: 'ticket',
  customer: 'ticket.requester',
  organization: 'ticket.requester.organization',
};

/** What an attribute of Zammad is here; null for one that has no counterpart. Others than Zammad's own are custom fields. */
export function zammadField(name: string): ZammadField | null {
  if (Object.hasOwn(FIELDS, name)) return FIELDS[name] ?? null;
  const [, owner = '', key = ''] = CUSTOM.exec(name) ?? [];
  if (owner === '' || UNKNOWN_HERE.has(name)) return null;
  return { kind: 'value', path: `${OWNERS[owner]}.custom_fields.${key}`, ofTicket: owner === 'ticket' };
}

/** The article types that every Zammad has, by the slugs that helpdesks here give to origins. */
const ARTICLE_TYPES: Readonly<Record<string, readonly string[]>> = {
  '1': ['email', 'mail'],
  '2': ['sms'],
  '3': ['chat', 'live_chat'],
  '5': ['phone', 'call', 'received_call'],
  '10': ['note'],
  '11': ['web', 'portal', 'web_form'],
};

/** The slugs of an article type; null for those that only some have. */
export function articleTypeSlugs(id: string): readonly string[] | null {
  return Object.hasOwn(ARTICLE_TYPES, id) ? (ARTICLE_TYPES[id] ?? null) : null;
}

/** Whether an attribute's values are article types. */
export function isArticleType(name: string): boolean {
  return name === 'article.type_id' || name === 'ticket.create_article_type_id';
}

import type { PlaceholderNotation } from '../body-template.js';

/** Zendesk's placeholders by our expressions. Source: "Ticket placeholders" of support.zendesk.com. */
const EXPRESSIONS: Readonly<Record<string, string>> = {
  'ticket.id': 'ticket.id',
  'ticket.title': 'ticket.subject',
  'ticket.description': 'ticket.body.text',
  'ticket.url': 'ticket.urls.admin',
  'ticket.link': 'ticket.urls.admin',
  'ticket.status': 'ticket.status.name',
  'ticket.priority': 'ticket.priority.name',
  'ticket.ticket_type': 'ticket.type',
  'ticket.via': 'ticket.origin.slug',
  'ticket.tags': "ticket.tags | map: 'name' | join: ' '",
  'ticket.group.id': 'ticket.team.id',
  'ticket.group.name': 'ticket.team.name',
  'ticket.organization.id': 'ticket.requester.organization.id',
  'ticket.organization.name': 'ticket.requester.organization.name',
  'ticket.created_at': 'ticket.timestamps.created',
  'ticket.created_at_with_timestamp': 'ticket.timestamps.created',
  'ticket.updated_at': 'ticket.timestamps.updated',
  'ticket.updated_at_with_timestamp': 'ticket.timestamps.updated',
  'ticket.latest_comment': 'message.text',
  'ticket.latest_public_comment': 'message.text',
  'ticket.latest_comment_formatted': 'message.text',
  'ticket.latest_public_comment_formatted': 'message.text',
  'ticket.latest_comment_html': 'message.html',
  'ticket.latest_comment_rich': 'message.html',
  'ticket.latest_public_comment_html': 'message.html',
  'ticket.latest_public_comment_rich': 'message.html',
  'ticket.latest_comment.id': 'message.id',
  'ticket.latest_comment.author.name': 'message.author.name',
  'ticket.latest_comment.author.email': 'message.author.email',
  'ticket.account': 'tenant.name',
};
const PEOPLE: Readonly<Record<string, string>> = {
  'ticket.requester': 'ticket.requester',
  'ticket.assignee': 'ticket.agents[0]',
  current_user: 'actor',
};
const PERSON_MEMBERS: Readonly<Record<string, string>> = {
  id: 'id',
  name: 'name',
  first_name: 'first_name',
  last_name: 'last_name',
  email: 'email',
  phone: 'phone',
  external_id: 'external_id',
  'organization.id': 'organization.id',
  'organization.name': 'organization.name',
};
const TICKET_FIELD = /^ticket\.ticket_field(?:_option_title)?_(\d+)$/;
const PLAIN_FILTERS = /^(?:\s*\|\s*(?:upcase|downcase|capitalize|strip|strip_html))*\s*$/;

/** `{{ticket.title}}`, with simple filters. `keyOf` names custom fields by their ids. */
export function zendeskPlaceholders(keyOf: (id: string) => string | null): PlaceholderNotation {
  return {
    pattern: /\{\{([^{}]*)\}\}/g,
    control: /\{%/,
    expressionOf: (placeholder) => {
      const [name = '', ...rest] = placeholder.split('|');
      const filters = rest.map((filter) => `|${filter}`).join('');
      const expression = expressionOf(name.trim(), keyOf);
      if (expression === null || !PLAIN_FILTERS.test(filters)) return null;
      return rest.length === 0 ? expression : `${expression} ${filters.trim()}`;
    },
  };
}

function expressionOf(name: string, keyOf: (id: string) => string | null): string | null {
  if (Object.hasOwn(EXPRESSIONS, name)) return EXPRESSIONS[name] ?? null;
  const field = TICKET_FIELD.exec(name)?.[1];
  if (field !== undefined) return fieldExpression(field, keyOf(field));
  for (const [person, path] of Object.entries(PEOPLE)) {
    if (!name.startsWith(`${person}.`)) continue;
    const member = name.slice(person.length + 1);
    return Object.hasOwn(PERSON_MEMBERS, member) ? `${path}.${PERSON_MEMBERS[member]}` : null;
  }
  return null;
}

function fieldExpression(id: string, key: string | null): string | null {
  const found = key === null ? `'id', ${id}` : `'key', '${key}'`;
  if (key !== null && /['{}%]/.test(key)) return null;
  return `ticket.custom_fields | where: ${found} | map: 'value' | first`;
}

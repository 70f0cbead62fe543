import type { PlaceholderNotation } from '../body-template.js';

/** Zammad's variables by our expressions. Source: "Variables" of Zammad's documentation for administrators. */
const EXPRESSIONS: Readonly<Record<string, string>> = {
  'ticket.id': 'ticket.id',
  'ticket.number': 'ticket.track_id',
  'ticket.title': 'ticket.subject',
  'ticket.state.id': 'ticket.status.id',
  'ticket.state.name': 'ticket.status.name',
  'ticket.priority.id': 'ticket.priority.id',
  'ticket.priority.name': 'ticket.priority.name',
  'ticket.group.id': 'ticket.team.id',
  'ticket.group.name': 'ticket.team.name',
  'ticket.organization.id': 'ticket.requester.organization.id',
  'ticket.organization.name': 'ticket.requester.organization.name',
  'ticket.tags': "ticket.tags | map: 'name' | join: ','",
  'ticket.created_at': 'ticket.timestamps.created',
  'ticket.updated_at': 'ticket.timestamps.updated',
  'ticket.close_at': 'ticket.timestamps.closed',
  'ticket.last_contact_at': 'ticket.timestamps.last_activity',
  'article.id': 'message.id',
  'article.body': 'message.html',
  'article.body_as_html': 'message.html',
  'article.from': 'message.author.name',
  'article.created_at': 'message.created',
  'notification.link': 'ticket.urls.admin',
};
const PEOPLE: Readonly<Record<string, string>> = {
  'ticket.customer': 'ticket.requester',
  'ticket.owner': 'ticket.agents[0]',
  'article.created_by': 'message.author',
  current_user: 'actor',
};
const PERSON_MEMBERS: Readonly<Record<string, string>> = {
  id: 'id',
  firstname: 'first_name',
  lastname: 'last_name',
  fullname: 'name',
  email: 'email',
  phone: 'phone',
  'organization.name': 'organization.name',
};

/** `#{ticket.title}`. */
export const ZAMMAD_PLACEHOLDERS: PlaceholderNotation = {
  pattern: /#\{([^{}]*)\}/g,
  control: null,
  expressionOf: (placeholder) => {
    if (Object.hasOwn(EXPRESSIONS, placeholder)) return EXPRESSIONS[placeholder] ?? null;
    for (const [person, path] of Object.entries(PEOPLE)) {
      if (!placeholder.startsWith(`${person}.`)) continue;
      const member = placeholder.slice(person.length + 1);
      return Object.hasOwn(PERSON_MEMBERS, member) ? `${path}.${PERSON_MEMBERS[member]}` : null;
    }
    return null;
  },
};

import type { JsonObject, JsonValue } from '../json-value.js';
import { SENTENCE } from './preset-sentences.js';

const TEXT_LENGTH_MAX = 500;
const LINE_LENGTH_MAX = 120;
const NAME_LENGTH_MAX = 40;
const VALUE_LENGTH_MAX = 200;
const READ_LENGTH_MAX = 20_000;
/** With the lengths above it keeps to Discord's 6000 characters, the fewest of the four products. */
export const FIELDS_MAX = 8;

/**
 * What every preset says of an event, in plain text: `headline`, `title`, `link` (null where there is none),
 * `excerpt`, `fields` with `name` and `value`, `place`, `when`. Each preset escapes them for its product.
 */
export function withEssence(message: JsonObject): JsonObject {
  return { $let: ESSENCE, in: { $let: TRIMMED, in: message } };
}

const NAMES: JsonObject = {
  group: '{{ type | split: "." | first }}',
  about:
    '{% case group %}{% when "article", "user", "agent", "deskhook" %}{{ group }}' +
    '{% else %}{% if ticket.id %}ticket{% else %}data{% endif %}{% endcase %}',
  actor_name: personName('actor'),
  author_name: personName('message.author'),
  requester_name: personName('ticket.requester'),
  assignee_name:
    '{{ assignment.assignee.name | default: assignment.previous.name | default: ticket.team.name }}',
  status: '{{ changes | where: "field", "status" | first }}',
  status_old: '{{ status.old_label | default: status.old }}',
  status_new: '{{ status.new_label | default: status.new }}',
};

/** What the event is about, by its kind. */
const TITLES: Readonly<Record<string, string>> = {
  ticket:
    '{% if ticket.track_id != blank %}{{ ticket.track_id }}{% else %}#{{ ticket.id }}{% endif %}' +
    ' {{ ticket.subject | default: "(no subject)" }}',
  article: '{{ article.title }}',
  user: personName('user'),
  agent: personName('login.user'),
  deskhook: '{{ data.endpoint.url }}',
  data: '{{ data.title | default: data.name | text }}',
};

const LINKS: Readonly<Record<string, string>> = {
  ticket: '{{ ticket.urls.admin | default: ticket.urls.public }}',
  article: '{{ article.url }}',
  data: '{{ data.link | default: data.url }}',
};

/** The words of the event, by its type. */
const EXCERPTS: Readonly<Record<string, string>> = {
  'reply.created': plainText('message'),
  'note.created': plainText('message'),
  'ticket.created': plainText('ticket.body'),
};

const FIELDS: readonly JsonValue[] = [
  field(
    'ticket',
    'Status',
    '{% if status %}{{ status_old }} → {{ status_new }}{% else %}{{ ticket.status.name }}{% endif %}',
  ),
  field('ticket', 'Target', '{% if group == "sla" %}{{ sla.policy }} {{ sla.metric }}{% endif %}'),
  field('ticket', 'Due', '{% if group == "sla" %}{{ sla.due | date: "%Y-%m-%d %H:%M UTC" }}{% endif %}'),
  {
    $for: 'changes',
    as: 'change',
    limit: 5,
    do: {
      $if: 'about == "ticket" and change.field != "status"',
      do: line('{{ change.label | default: change.field }}', `${changed('old')} → ${changed('new')}`),
    },
  },
  field('ticket', 'Priority', '{{ ticket.priority.name }}'),
  field('ticket', 'Requester', '{{ requester_name }}'),
  field('ticket', 'Assignee', '{{ ticket.agents | map: "name" | compact | join: ", " }}'),
  field('ticket', 'Team', '{{ ticket.team.name }}'),
  field('article', 'Author', personName('article.author')),
  field('article', 'Categories', '{{ article.categories | map: "name" | compact | join: ", " }}'),
  field('user', 'Email', '{{ user.email }}'),
  field(
    'user',
    'Roles',
    '{% if user.new_roles %}{{ user.old_roles | join: ", " | default: "–" }} → {{ user.new_roles | join: ", " }}{% endif %}',
  ),
  field('agent', 'Address', '{{ login.ip }}'),
  field('deskhook', 'Subscription', '{{ data.endpoint.subscription.name }}'),
  field('deskhook', 'Status', '{{ data.endpoint.status }}'),
  field('deskhook', 'Error', '{{ data.delivery.error }}'),
  // Of custom events nobody knows more than the names of their members.
  {
    $for: 'data',
    as: 'member',
    limit: 20,
    do: {
      $if: 'about == "data" and member.key != "actor" and member.key != "tenant" and member.key != "title"',
      do: line('{{ member.key | replace: "_", " " }}', '{{ member.value }}'),
    },
  },
];

const ESSENCE: JsonObject = {
  ...NAMES,
  headline: SENTENCE,
  title: chosen('about', TITLES),
  link: chosen('about', LINKS),
  excerpt: chosen('type', EXCERPTS, '{{ status.reason | default: data.text }}'),
  fields: FIELDS,
};

/** In one line and not too long; never empty, since the products refuse empty texts. */
const TRIMMED: JsonObject = {
  headline: `{{ headline | printable | squish | truncate: ${LINE_LENGTH_MAX}, "…" | default: type }}`,
  title: `{{ title | printable | squish | truncate: ${LINE_LENGTH_MAX}, "…" | default: subject | default: type }}`,
  link: '{{ link | web_url }}',
  excerpt: `{{ excerpt | printable | strip | truncate: ${TEXT_LENGTH_MAX}, "…" }}`,
  place: `{{ tenant.name | printable | squish | truncate: ${LINE_LENGTH_MAX}, "…" | default: tenant.id }}`,
  when: '{{ time | date: "%Y-%m-%d %H:%M UTC" }}',
};

/** A field about something, left out where it has no value. */
function field(about: string, name: string, value: string): JsonObject {
  return { $if: `about == "${about}"`, do: line(name, value) };
}

function line(name: string, value: string): JsonObject {
  const trimmed = (of: string, length: number): string =>
    `{{ ${of} | printable | squish | truncate: ${length}, "…" }}`;
  return {
    $let: { line_name: name, line_value: value },
    in: {
      $let: { name: trimmed('line_name', NAME_LENGTH_MAX), value: trimmed('line_value', VALUE_LENGTH_MAX) },
      in: { $if: 'name != blank and value != blank', do: { name: '{{ name }}', value: '{{ value }}' } },
    },
  };
}

function chosen(by: string, texts: Readonly<Record<string, string>>, otherwise = ''): string {
  const branches = Object.entries(texts).map(([name, text]) => `{% when "${name}" %}${text}`);
  return `{% case ${by} %}${branches.join('')}{% else %}${otherwise}{% endcase %}`;
}

function personName(person: string): string {
  return (
    `{% assign parts = ${person}.first_name | append: " " | append: ${person}.last_name | strip %}` +
    `{{ ${person}.name | default: parts | default: ${person}.email }}`
  );
}

/** A long message is cut before anything else is done with it. */
function plainText(owner: string): string {
  return (
    `{% assign stripped = ${owner}.html | truncate: ${READ_LENGTH_MAX}, "" | html_to_text %}` +
    `{{ ${owner}.text | truncate: ${READ_LENGTH_MAX}, "" | default: stripped | default: ${owner}.summary }}`
  );
}

/** False is a value, unlike null. */
function changed(side: 'old' | 'new'): string {
  return `{{ change.${side}_label | default: change.${side}, allow_false: true | default: "–", allow_false: true }}`;
}

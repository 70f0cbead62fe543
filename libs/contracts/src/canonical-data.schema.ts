import { z } from 'zod';

/**
 * The canonical model of an event's `data` (dialects page, section 7). Everything but the id of what the event is
 * about may be absent or null; fields that are not named here are kept and delivered.
 */
const text = z.string().nullish();
const flag = z.boolean().nullish();
const count = z.number().int().nullish();
const instant = z.iso.datetime({ offset: true }).nullish();

/** Helpdesks count their things or give them opaque keys. */
export const entityIdSchema = z.union(
  [z.number().int(), z.string().min(1).max(128)],
  'is required: an integer or a text of at most 128 characters',
);
const id = entityIdSchema.nullish();

/** Whoever or whatever it is, it may also be a bare id, address or name. */
const loose = z.unknown().optional();
const list = z.array(z.unknown()).nullish();

const named = z.looseObject({ id, slug: text, name: text }).nullish();
const person = z.looseObject({
  id,
  external_id: z.union([z.string(), z.number()]).nullish(),
  first_name: text,
  last_name: text,
  name: text,
  email: text,
  phone: text,
  roles: list,
  is_agent: flag,
  person_type: count,
  profile_type: count,
  organization: loose,
  active_tickets_count: count,
});
const attachment = z.looseObject({
  id,
  filename: text,
  content_type: text,
  size: count,
  url: text,
  thumb_url: text,
  hash32: text,
  guid: text,
  created: instant,
  created_by: person.nullish(),
});
const customField = z.looseObject({
  id,
  rule_id: id,
  line: count,
  slug: text,
  key: text,
  label: text,
  type: text,
  value: z.union([z.string(), z.number(), z.boolean()]).nullish(),
  values: z.array(z.unknown()).nullish(),
  items: z.array(z.looseObject({})).nullish(),
});

const message = z.looseObject({
  id,
  seq_in_ticket: count,
  kind: text,
  visibility: text,
  html: text,
  text,
  summary: text,
  author: person.nullish(),
  cc: list,
  attachments: z.array(attachment).nullish(),
  created: instant,
  deleted: flag,
});

const ticket = z.looseObject({
  id: entityIdSchema,
  track_id: text,
  subject: text,
  type: text,
  body: z.looseObject({ html: text, text, truncated: flag }).nullish(),
  summary: text,
  status: z.looseObject({ id, slug: text, name: text, base: text }).nullish(),
  justification: text,
  priority: named,
  category: named,
  services: z.array(z.looseObject({ id, level: count, name: text })).nullish(),
  origin: z.looseObject({ code: count, slug: text, address: text }).nullish(),
  requester: person.nullish(),
  agents: z.array(person).nullish(),
  previous_agents: z.array(person).nullish(),
  primary_agent: person.nullish(),
  assigned_at: instant,
  created_by_agent: person.nullish(),
  team: z.looseObject({ id, name: text, picture: text }).nullish(),
  flags: z.record(z.string(), z.boolean().nullable()).nullish(),
  counts: z.record(z.string(), z.number().int().nullable()).nullish(),
  cc: list,
  additional_recipients: list,
  labels: z.array(z.looseObject({ id, name: text, color: text })).nullish(),
  tags: z.array(z.looseObject({ id, name: text, slug: text })).nullish(),
  rating: z.looseObject({}).nullish(),
  related_url: text,
  urls: z.looseObject({ admin: text, public: text }).nullish(),
  client: z.looseObject({ ip: text, browser: text, os: text, user_type: text }).nullish(),
  timestamps: z
    .looseObject({
      created: instant,
      updated: instant,
      closed: instant,
      last_activity: instant,
      last_reply: instant,
    })
    .nullish(),
  attachments: z.array(attachment).nullish(),
  custom_fields: z.array(customField).nullish(),
  last_reply: z.looseObject({ by: loose, source: text }).nullish(),
  last_action: message.nullish(),
  sla: z
    .looseObject({
      policy: text,
      response_minutes: count,
      solution_minutes: count,
      response_due: instant,
      solution_due: instant,
      breached_kind: text,
      breached_at: instant,
    })
    .nullish(),
});

const change = z.looseObject({
  field: z.string().min(1),
  old: loose,
  new: loose,
  old_id: id,
  new_id: id,
});
const assignment = z.looseObject({ id, kind: text, assignee: loose, previous: loose, created: instant });
/** What SLA events say at the top level. */
const breach = z.looseObject({ policy: text, metric: text, due: instant, breached_at: instant });
/** What `ticket.time_condition_met` says at the top level. */
const timeCondition = z.looseObject({
  id: text,
  policy: text,
  policy_id: text,
  statuses: z.array(z.string()).nullish(),
  status: text,
  since: instant,
  after: text,
  due: instant,
});
const login = z.looseObject({ user: loose, at: instant, ip: text });
const trigger = z.looseObject({ id, name: text, matched: z.array(z.looseObject({ field: text })).nullish() });

const common = {
  actor: person.nullish(),
  tenant: z.looseObject({}).nullish(),
  changes: z.array(change).nullish(),
  message: message.nullish(),
  assignment: assignment.nullish(),
  trigger: trigger.nullish(),
  time_condition: timeCondition.nullish(),
};
const optionalSubjects = { ticket: ticket.nullish(), user: person.nullish() };

const ticketData = z.looseObject({ ...common, sla: breach.nullish(), ticket });
const userData = z.looseObject({ ...common, user: person.extend({ id: entityIdSchema }) });
const articleData = z.looseObject({
  ...common,
  article: z.looseObject({
    id: entityIdSchema,
    title: text,
    author: person.nullish(),
    categories: z.array(z.looseObject({ slug: text, name: text })).nullish(),
    tags: z.array(z.looseObject({ slug: text, name: text })).nullish(),
    url: text,
    view_count: count,
  }),
});
const openData = z.looseObject({ ...common, ...optionalSubjects });
const agentData = z.looseObject({ ...openData.shape, login: login.nullish() });

/** What documents and generated types show once, under a name of its own. */
export const CANONICAL_PARTS = {
  Person: person,
  Attachment: attachment,
  CustomField: customField,
  Message: message,
  Ticket: ticket,
  Change: change,
  Assignment: assignment,
  TicketData: ticketData,
  UserData: userData,
  ArticleData: articleData,
  AgentData: agentData,
  OpenData: openData,
} as const;

/** The schema that an event's `data` must satisfy, by its type. */
export function dataSchemaFor(type: string): z.ZodObject {
  if (/^(ticket|reply|note|sla)\./.test(type)) return ticketData;
  if (type.startsWith('user.')) return userData;
  if (type.startsWith('article.')) return articleData;
  return type.startsWith('agent.') ? agentData : openData;
}

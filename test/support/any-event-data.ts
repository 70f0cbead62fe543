// Test support: generated data of events in the shape of the canonical model, with all that encoders trip over.
import fc from 'fast-check';
import type { JsonObject } from '@deskhook/dialects';
import { anyJson, anyJsonObject, anyNumber, anyText } from './json-values.js';

const id = fc.oneof(fc.nat(), fc.string({ minLength: 1, maxLength: 128 }));
const instant = fc
  .date({ noInvalidDate: true, min: new Date(0), max: new Date('9000-01-01') })
  .map((date) => date.toISOString());
const scalar = fc.oneof(anyText, anyNumber, fc.boolean());

/** Some of the keys, or null instead of a value. */
function some(shape: Readonly<Record<string, fc.Arbitrary<unknown>>>) {
  return fc.record(
    Object.fromEntries(Object.entries(shape).map(([key, value]) => [key, fc.option(value, { freq: 9 })])),
    { requiredKeys: [] },
  );
}

const person = some({ id, name: anyText, email: anyText, is_agent: fc.boolean(), roles: fc.array(anyText) });
const named = some({ id, slug: anyText, name: anyText });
const attachments = fc.array(some({ id, filename: anyText, url: anyText }), { maxLength: 3 });
const slug = fc.oneof(
  anyText,
  fc.constantFrom('id', 'event', 'sla', 'cust_1', '7', '__proto__', 'description'),
);
const customField = some({
  id: fc.oneof(fc.nat(3), id),
  slug,
  key: fc.oneof(slug, fc.nat(3).map(String)),
  label: anyText,
  value: scalar,
  values: fc.array(scalar, { maxLength: 3 }),
});
const ticket = {
  id,
  subject: anyText,
  body: some({ html: anyText, text: anyText }),
  status: named,
  priority: named,
  category: named,
  requester: person,
  agents: fc.array(person, { maxLength: 3 }),
  previous_agents: fc.array(person, { maxLength: 3 }),
  additional_recipients: fc.array(anyText, { maxLength: 3 }),
  tags: fc.array(named, { maxLength: 3 }),
  client: some({ ip: anyText, browser: anyText, os: anyText, user_type: anyText }),
  timestamps: some({ created: instant, updated: instant, closed: instant, last_reply: instant }),
  attachments,
  urls: some({ admin: anyText, public: anyText }),
  custom_fields: fc.array(customField, { maxLength: 5 }),
};
const change = some({
  field: fc.oneof(anyText, fc.constantFrom('status', 'category', 'agents')),
  slug,
  old: anyJson,
  new: anyJson,
  old_id: id,
  new_id: id,
  reason: anyText,
});
const article = {
  id,
  title: anyText,
  author: person,
  categories: fc.array(named, { maxLength: 3 }),
  url: anyText,
  view_count: fc.integer(),
};

/** Data that has everything that any type of event may have, and foreign members besides. */
export const anyEventData: fc.Arbitrary<JsonObject> = fc
  .tuple(
    anyJsonObject,
    some({
      tenant: some({ site_url: anyText }),
      actor: person,
      ticket: some(ticket),
      message: some({ id, html: anyText, text: anyText, author: person, attachments, created: instant }),
      assignment: some({ id, kind: fc.constantFrom('agent', 'team'), assignee: person, previous: person }),
      changes: fc.array(change, { maxLength: 3 }),
      user: person,
      login: some({ user: person, at: instant }),
      article: some(article),
      sla: some({ policy: anyText, metric: anyText, due: instant }),
    }),
  )
  // Over JSON, as events come: what is undefined is absent.
  .map(([foreign, known]) => JSON.parse(JSON.stringify({ ...foreign, ...known })));

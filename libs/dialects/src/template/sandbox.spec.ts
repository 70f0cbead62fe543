import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../json-value.js';
import {
  BODY_BYTES_MAX,
  renderJsonTemplate,
  renderTextTemplate,
  templateProblem,
} from './render-template.js';
import { TemplateError } from './template-error.js';

describe('nothing but the data can be reached', () => {
  test.each([
    'constructor',
    'constructor.constructor',
    '__proto__',
    'toString',
    'list.constructor',
    'list.map',
    'list.__proto__.concat',
    'text.constructor.constructor',
    'text.length.constructor',
    'object.hasOwnProperty',
    'object["__proto__"]["toString"]',
    'object.first.constructor',
    'globalThis',
    'process.env',
    'this',
    'forloop',
  ])('{{ %s }} is nothing', (path) => {
    const values: JsonObject = { list: [1], text: 'x', object: { a: 1 } };
    expect(renderJsonTemplate([`{{ ${path} }}`, `<{{ ${path} | text }}>`], values)).toEqual([null, '<>']);
    const looped = { $for: 'list', do: { $for: path, as: 'stolen', do: 1 } };
    if (path !== 'forloop') expect(renderJsonTemplate(looped, values)).toEqual([[]]);
  });

  test.each([
    '{% include "x" %}',
    '{% render "x" %}',
    '{% layout "/etc/passwd" %}',
    '{% block x %}{% endblock %}',
    '{% capture x %}{% endcapture %}',
    '{% increment n %}',
    '{% cycle 1, 2 %}',
    '{% tablerow x in list %}{% endtablerow %}',
    '{% liquid\n echo 1 %}',
  ])('%s is refused', (tag) => {
    expect(templateProblem(tag, 'plain')).toMatch(/tag "\w+" not found/);
  });

  test.each([
    'sample',
    'where_exp: "x", "x"',
    'date_to_string',
    'hmac_sha256: "k"',
    'url_decode',
    'inspect',
    'toString',
  ])('the filter %s is refused', (filter) => {
    expect(templateProblem(`{{ list | ${filter} }}`, 'plain')).toContain('undefined filter');
  });

  test('a text of the data is never read as a template', () => {
    const values = { text: '{{ secret }}{% for i in (1..9) %}x{% endfor %}', secret: 's' };
    expect(renderTextTemplate('{{ text }}{{ text | append: text }}', values)).toBe(values.text.repeat(3));
  });
});

/** About as much as an event can hold, in every shape that could be slow. */
function hugeValues(): JsonObject {
  const count = (length: number) => Array.from({ length }, (_, index) => index);
  return {
    list: count(150_000),
    objects: count(30_000).map((a) => ({ a, b: 'x' })),
    empties: count(300_000).map(() => []),
    members: Object.fromEntries(count(60_000).map((index) => [`key${index}`, index])),
    text: '<a>x '.repeat(190_000),
    deep: nested(50_000),
  };
}

function nested(levels: number): JsonObject[string] {
  let value: JsonObject[string] = [];
  for (let level = 0; level < levels; level++) value = [value];
  return value;
}

describe('what would take too long is stopped', () => {
  const values = hugeValues();
  const often = (work: string) => `{% for i in (1..50000) %}${work}{% endfor %}`;

  test.each([
    often(often('')),
    '{% for i in (1..2000000000) %}{% endfor %}',
    often('{% for x in list offset: 0 limit: 1 reversed %}{% endfor %}'),
    often('{% for x in members limit: 1 %}{% endfor %}'),
    often('{{ members.size }}'),
    often('{% if list == list %}{% endif %}'),
    often('{% case list %}{% when 1, 2, list, empties %}{% endcase %}'),
    often('{% if text contains "zzz" %}{% endif %}'),
    often('{% assign x = objects | json | size %}'),
    often('{% assign x = objects | where: "a", 1 %}'),
    often('{% assign x = objects | sort: "a" %}'),
    often('{% assign x = text | split: "" %}'),
    often('{% assign x = text | html_to_text %}'),
    often(
      '{{ time | date: "%F %T%F %T%F %T", "Europe/Berlin" }}{{ "2026-01-01" | date: "%F", "Asia/Tokyo" }}',
    ),
    often('{{ text }}'),
    often('{{ empties }}'),
    often('{{ empties | upcase }}'),
    `{% assign a = "x" %}${often('{% assign a = a | append: a %}')}`,
    `{% assign a = list %}${often('{% assign a = a | concat: a %}')}`,
    '{{ deep }}',
    '{{ deep | upcase }}',
    '{% if deep == deep %}{% endif %}',
  ])('%s', (template) => {
    expect(templateProblem(template, 'plain')).toBeNull();
    const message = messageOf(() => renderTextTemplate(template, values));
    expect(message).toMatch(
      /^(the template does more work|a value in the template becomes too large|it is nested)/,
    );
  });

  test.each([
    { $for: 'list', do: '{{ objects }}' },
    { $for: 'list', do: { $for: 'list', limit: 1, do: 1 } },
    { $for: 'list', do: 'x'.repeat(60_000) },
    { $for: 'list', do: [] },
    ['{{ deep }}'],
    { $for: 'members', key: '{{ item.key }}', do: '{{ members }}' },
  ])('%.80j', (template) => {
    expect(() => renderJsonTemplate(template, values)).toThrow(TemplateError);
  });

  test('the same template stops at the same place every time', () => {
    const template = '{{ list | size }}{% for i in list %}{{ i }}{% endfor %}';
    const messages = [1, 2, 3].map(() => messageOf(() => renderTextTemplate(template, values)));
    expect(new Set(messages).size).toBe(1);
  });
});

test('a large ticket is no problem', () => {
  const custom_fields = Array.from({ length: 1000 }, (_, id) => ({
    id,
    key: `k${id}`,
    value: 'v'.repeat(100),
  }));
  const message = { html: '<p>x &amp; y</p>'.repeat(55_000) };
  const template = {
    text: '{{ message.html | html_to_text | truncate: 300 }}',
    raw: '{{ message.html | slice: 0, 100 }}',
    fields: {
      $for: 'custom_fields',
      key: '{{ item.key | upcase }}',
      do: '{{ item.value | truncate: 50, "" }}',
    },
  };
  const body = renderJsonTemplate(template, { custom_fields, message });
  expect(body).toMatchObject({ fields: { K999: 'v'.repeat(50) }, raw: message.html.slice(0, 100) });
});

test('a body has at most a million bytes', () => {
  const values = { text: 'é'.repeat(BODY_BYTES_MAX / 2) };
  expect(renderTextTemplate('{{ text }}', values)).toHaveLength(BODY_BYTES_MAX / 2);
  expect(() => renderTextTemplate('{{ text }}!', values)).toThrow('the body would have 1000001 bytes');
  expect(() => renderJsonTemplate('"{{ text }}"', values)).toThrow('the body would have 1000002 bytes');
});

function messageOf(work: () => unknown): string {
  try {
    work();
    return 'no error';
  } catch (error) {
    return error instanceof TemplateError ? error.message : String(error);
  }
}

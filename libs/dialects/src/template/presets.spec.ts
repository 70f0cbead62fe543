import { EVENT_TYPES } from '@deskhook/domain';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { aRenderInput } from '../../../../test/support/render-input.js';
import { sampleEvent } from '../canonical/sample-event.js';
import type { JsonObject, JsonValue } from '../json-value.js';
import { resolveOptions } from '../options.js';
import { template } from './index.js';
import { PRESETS } from './presets.js';

type Preset = 'slack' | 'discord' | 'teams' | 'googlechat';
const NAMES = ['slack', 'discord', 'teams', 'googlechat'] as const satisfies readonly Preset[];
const NOW = new Date('2026-02-17T14:45:00.000Z');

function message(preset: string, event: object): JsonValue {
  const options = resolveOptions(template.options, { preset });
  const { body } = template.render({
    ...aRenderInput({ options }),
    payload: Buffer.from(JSON.stringify(event)),
  });
  return JSON.parse(Buffer.from(body).toString('utf8'));
}

/** Every text of a message with the names on its way, such as `blocks/text/text`. */
function texts(
  value: JsonValue,
  way: readonly string[] = [],
): readonly (readonly [way: string, text: string])[] {
  if (typeof value === 'string') return [[way.join('/'), value]];
  if (typeof value !== 'object' || value === null) return [];
  const inList = Array.isArray(value);
  return Object.entries(value).flatMap(([name, inner]: [string, JsonValue]) =>
    texts(inner, inList ? way : [...way, name]),
  );
}

const said = (value: JsonValue): string =>
  texts(value)
    .map(([, text]) => text)
    .join('\n');

const LONG = fc.string({ unit: 'binary', minLength: 1000, maxLength: 3000 });
const HOSTILE = fc.oneof(
  fc.constantFrom(
    '<!channel>',
    '<!here|x> <@U123> <!subteam^S1>',
    '@everyone @here',
    '<@&123> <@!1> <#5>',
    '<users/all>',
    '<at>Team</at>',
    '[x](https://evil.example)',
    '<https://evil.example|x>',
    '**b** _i_ `c` ||s|| # h',
    '\n- x\n# y',
    '&lt;!channel&gt;',
    '{{ x }}{% if %}',
    '\u0000\u0001',
    ' ',
    '',
    '\ud800',
    '\\',
    '\\@everyone',
    '<<!channel>>',
    '*'.repeat(600),
    'javascript:alert(1)',
    'https://evil.example/|x>',
    'https://example.com/)<!channel>',
    '&'.repeat(5000),
  ),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  LONG,
);

/** A copy in which every text, at random, is another one. */
const hostileCopy = (value: JsonValue): fc.Arbitrary<JsonValue> =>
  fc.infiniteStream(fc.option(HOSTILE, { freq: 2 })).map((stream) => {
    const next = (): string | null => stream.next().value ?? null;
    const copy = (inner: JsonValue): JsonValue => {
      if (typeof inner === 'string') return next() ?? inner;
      if (Array.isArray(inner)) return inner.map(copy);
      if (typeof inner !== 'object' || inner === null) return inner;
      return Object.fromEntries(Object.entries(inner).map(([name, member]) => [name, copy(member)]));
    };
    return copy(value);
  });

const sample = fc.constantFrom(...EVENT_TYPES).map((type) => sampleEvent(type, 'acme', 'event-1', NOW));
const hostileEvent: fc.Arbitrary<object> = fc.oneof(
  sample.chain((event) => hostileCopy(event.data).map((data) => ({ ...event, data }))),
  fc
    .tuple(fc.constantFrom(...EVENT_TYPES, 'custom.x', 'custom.ticket.y'), fc.jsonValue())
    .map(([type, data]) => ({
      specversion: '1.0',
      id: 'e',
      source: '/x',
      type,
      data,
    })),
);

/** What the products refuse, by the way to a text. Sources: docs/dialects/template.md. */
const LENGTHS: Readonly<Record<Preset, Readonly<Record<string, number>>>> = {
  slack: { text: 4000, 'blocks/text/text': 3000, 'blocks/fields/text': 2000, 'blocks/elements/text': 3000 },
  discord: {
    content: 2000,
    'embeds/title': 256,
    'embeds/description': 4096,
    'embeds/fields/name': 256,
    'embeds/fields/value': 1024,
    'embeds/footer/text': 2048,
  },
  teams: {},
  googlechat: {},
};
const BYTES: Readonly<Record<Preset, number>> = {
  slack: 40_000,
  discord: 100_000,
  teams: 28_000,
  googlechat: 32_000,
};
const LIST_LENGTHS: Readonly<Record<string, number>> = { blocks: 50, fields: 10, embeds: 10 };

function expectWithinLimits(preset: Preset, value: JsonValue): void {
  for (const [way, text] of texts(value)) {
    expect([way, text]).toEqual([way, expect.stringMatching(/\S/)]);
    expect([way, text.length <= (LENGTHS[preset][way] ?? Infinity)]).toEqual([way, true]);
  }
  expect(Buffer.byteLength(JSON.stringify(value))).toBeLessThan(BYTES[preset]);
  expectShortLists(value);
}

function expectShortLists(value: JsonValue): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (Array.isArray(inner)) expect(inner.length).toBeLessThanOrEqual(LIST_LENGTHS[name] ?? 100);
    expectShortLists(inner);
  }
}

const escapesOf: Readonly<Record<Preset, (value: JsonValue) => void>> = {
  slack(value) {
    for (const [way, text] of texts(value)) {
      // What is left of brackets is our own: a quotation mark at the start of a line, or one link to an address.
      const rest = text.replace(/<https?:\/\/[^<>|\s]+\|[^<>]*>/g, '').replace(/^>/gm, '');
      expect([way, rest]).toEqual([way, expect.not.stringMatching(/[<>]/)]);
    }
    expect(JSON.stringify(value).match(/"mrkdwn"/g)?.length).toBe(
      JSON.stringify(value).match(/"verbatim":true/g)?.length,
    );
    expect(value).toMatchObject({ unfurl_links: false });
    expect(value).not.toHaveProperty('link_names');
  },
  discord(value) {
    expect(value).toMatchObject({ allowed_mentions: { parse: [] } });
    for (const [way, text] of texts(value)) {
      if (way === 'embeds/url' || way === 'embeds/footer/text') continue;
      expect([way, text]).toEqual([way, expect.not.stringMatching(/@(?!\u200b)/)]);
      expect([way, text.replace(/\\[^\s]/g, '')]).toEqual([way, expect.not.stringMatching(/[*_~`|<[\]]/)]);
    }
  },
  teams(value) {
    const json = JSON.stringify(value);
    // Text blocks and facts would show Markdown; mentions need an entity beside the text.
    expect(json).not.toMatch(/"type":"(TextBlock|FactSet)"|"msteams"|"entities":/);
  },
  googlechat(value) {
    for (const [way, text] of texts(value)) {
      const isHtml = way.endsWith('textParagraph/text') || way.endsWith('decoratedText/text');
      expect([way, isHtml ? text.replaceAll('<br>', '') : text]).toEqual([
        way,
        expect.not.stringMatching(/[<>]/),
      ]);
    }
    expect(value).not.toHaveProperty('text');
  },
};

describe.each(NAMES)('%s', (preset) => {
  test.each(EVENT_TYPES)('shows a complete %s', (type) => {
    const value = message(preset, sampleEvent(type, 'acme', 'event-1', NOW));
    expectWithinLimits(preset, value);
    escapesOf[preset](value);
    expect(said(value)).not.toMatch(/\bnull\b|undefined|\[object|\{\{/);
    expect(said(value)).not.toContain(type);
  });

  test('whatever is in the event: valid JSON within the limits that mentions nobody', () => {
    fc.assert(
      fc.property(hostileEvent, (event) => {
        const value = message(preset, event);
        expectWithinLimits(preset, value);
        escapesOf[preset](value);
      }),
      { numRuns: 150 },
    );
  });

  test('links lead to http and https addresses only', () => {
    const urls = fc.oneof(HOSTILE, fc.webUrl({ withQueryParameters: true, withFragments: true }));
    fc.assert(
      fc.property(urls, (admin) => {
        const data = { ticket: { id: 1, subject: 's', urls: { admin } } };
        const value = message(preset, { ...sampleEvent('ticket.closed', 'acme', 'e', NOW), data });
        for (const url of linksOf(value)) expect(url).toMatch(/^https?:\/\/[^\s<>|"()]+$/);
        expect(linksOf(value).length).toBe(/^https?:/.test(admin) ? 1 : 0);
      }),
    );
  });

  test('a bare event has its minimum', () => {
    const value = message(preset, {
      specversion: '1.0',
      id: 'e',
      source: '/x',
      type: 'ticket.closed',
      data: { ticket: { id: 7 } },
    });
    expect(said(value)).toContain('Ticket closed');
    expect(said(value).replaceAll('\\', '')).toContain('#7 (no subject)');
  });
});

function linksOf(value: JsonValue): readonly string[] {
  return texts(value).flatMap(([way, text]) => {
    if (/(^|\/)url$/.test(way)) return [text];
    return way === 'blocks/text/text' ? [...text.matchAll(/<(http[^|]*)\|/g)].map(([, url = '']) => url) : [];
  });
}

test.each<[string, JsonObject | null, readonly string[]]>([
  [
    'ticket.created',
    null,
    ['New ticket from John Doe', 'TKT-00123 Cannot log in', 'I cannot log in since this morning'],
  ],
  [
    'ticket.status_changed',
    null,
    ['Status changed from Open to Pending by Jane Agent', 'Open → Pending', 'Waiting for the customer'],
  ],
  ['ticket.assigned', null, ['Ticket assigned to Jane Agent', 'Max Agent → Jane Agent']],
  ['ticket.fields_changed', null, ['General → Billing', '– → ORD-12345']],
  ['reply.created', null, ['Jane Agent replied', 'Thank you, John.']],
  [
    'reply.created',
    { message: { html: '<p>Only <b>HTML</b> &amp; more</p>', author: { email: 'a@x.io' } } },
    ['a@x.io replied', 'Only HTML & more'],
  ],
  ['sla.breached', null, ['SLA target missed', 'Standard response', '2026-02-17 13:45 UTC']],
  ['user.role_changed', null, ['Role changed by Max Agent', 'John Doe', 'customer → agent']],
  ['agent.logged_in', null, ['Agent signed in', '203.0.113.7']],
  ['article.published', null, ['Article published by Jane Agent', 'Reset your password', 'Account']],
  [
    'custom.order_shipped',
    { title: 'Order 7', total: 12.5, carrier: { name: 'DHL' } },
    ['order shipped', 'Order 7', 'total', '12.5', '{"name":"DHL"}'],
  ],
])('%s reads well', (type, data, parts) => {
  const known = EVENT_TYPES.find((one) => one === type);
  const base =
    known === undefined
      ? { specversion: '1.0', id: 'e', source: '/x', type }
      : sampleEvent(known, 'acme', 'e', NOW);
  for (const preset of Object.keys(PRESETS)) {
    const value = message(preset, data === null ? base : { ...base, data: { ticket: undefined, ...data } });
    const plain = said(value)
      .replace(/[\\\u200b]/g, '')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&')
      .replaceAll('<br>', '\n');
    for (const part of parts) expect([preset, plain]).toEqual([preset, expect.stringContaining(part)]);
  }
});

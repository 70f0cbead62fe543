import { describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { aRenderInput, type RenderOverrides } from '../../../../test/support/render-input.js';
import type { JsonValue } from '../json-value.js';
import type { OptionValues } from '../options.js';
import { optionFaults, resolveOptions } from '../options.js';
import { template } from './index.js';
import { overridden, TEMPLATE_OPTION } from './override.js';
import { TemplateError } from './template-error.js';

const resolved = (options: OptionValues) => resolveOptions(template.options, options);

function rendered(options: OptionValues, overrides: RenderOverrides = {}) {
  const { body, contentType } = template.render(aRenderInput({ ...overrides, options: resolved(options) }));
  return { contentType, body: Buffer.from(body).toString() };
}

describe('bodies', () => {
  test.each([
    [undefined, '{"id":"{{ ticket.id }}"}', '{"id":123}'],
    ['application/vnd.x+json; charset=UTF-8', '["{{ ticket.subject }}"]', '["Cannot log in"]'],
    ['text/plain', '{{ ticket.subject }} <&', 'Cannot log in <&'],
    [
      'application/xml',
      '<s>{{ "<é&\u0001" }}{{ "<" | escape }}{{ "<b/>" | raw }}</s>',
      '<s>&lt;é&amp;&lt;<b/></s>',
    ],
    [
      'application/x-www-form-urlencoded',
      'a={{ "é &=~\ud800" }}&b={{ "x y" | url_encode }}',
      'a=%C3%A9+%26%3D%7E%EF%BF%BD&b=x+y',
    ],
    [
      'application/x-www-form-urlencoded',
      '{"a":{"b":["{{ ticket.subject }}",null]}}',
      'a%5Bb%5D%5B0%5D=Cannot+log+in',
    ],
    ['application/x-www-form-urlencoded', '{{ ticket.id }}={% if true %}1{% endif %}', '123=1'],
  ])('%s %s', (contentType, source, expected) => {
    const options = { template: source, ...(contentType === undefined ? {} : { contentType }) };
    expect(template.optionsProblem?.(resolved(options))).toBeNull();
    expect(rendered(options)).toEqual({ contentType: contentType ?? 'application/json', body: expected });
  });

  test('a form needs an object', () => {
    const options = {
      contentType: 'application/x-www-form-urlencoded',
      template: '{"$for":"ticket","do":1}',
    };
    expect(() => rendered(options)).toThrow(TemplateError);
  });

  test('lone surrogates become the replacement character', () => {
    expect(
      rendered({ template: '["{{ ticket.subject }}"]' }, { data: { ticket: { id: 1, subject: 'a\ud800' } } })
        .body,
    ).toBe('["a\ufffd"]');
  });
});

describe('what a template can name', () => {
  const names = (overrides: RenderOverrides, source: JsonValue) =>
    JSON.parse(rendered({ template: JSON.stringify(source) }, overrides).body);

  test('attributes, data, tenant, delivery and subscription', () => {
    const data = { ticket: { id: 1 }, id: 'hidden', tenant: { name: 'Stated', site_url: null }, delivery: 9 };
    const source = {
      attributes: '{{ id }} {{ type }} {{ source }} {{ subject }} {{ event.specversion }}',
      time: '{{ time }}',
      hidden: '{{ data.id }} {{ data.delivery }}',
      tenant: '{{ tenant }}',
      ids: ['{{ delivery.id }}', '{{ subscription.id }}', '{{ native }}'],
    };
    expect(names({ data }, source)).toEqual({
      attributes: 'event-1 ticket.created /helpdesk/acme  1.0',
      time: '2026-02-17T14:45:00.000Z',
      hidden: 'hidden 9',
      tenant: {
        id: 'acme',
        name: 'Stated',
        subdomain: 'acme',
        site_url: 'https://example.com',
        admin_base_url: null,
        portal_base_url: null,
        timezone: 'UTC',
      },
      ids: ['dlv_1', 'sub_1', null],
    });
  });

  test('of an event in binary mode the same', () => {
    const binary = {
      ...aRenderInput(),
      mode: 'binary' as const,
      payload: Buffer.from('{"ticket":{"id":7}}'),
      attributes: {
        id: 'e1',
        type: 'ticket.closed',
        source: '/x',
        time: '2026-01-01T00:00:00Z',
        subject: 'tickets/7',
      },
    };
    const source = '["{{ id }}","{{ type }}","{{ subject }}","{{ time }}","{{ ticket.id }}"]';
    const { body } = template.render({ ...binary, options: resolved({ template: source }) });
    expect(JSON.parse(Buffer.from(body).toString())).toEqual([
      'e1',
      'ticket.closed',
      'tickets/7',
      '2026-01-01T00:00:00Z',
      7,
    ]);
  });

  test.each([
    ['[1,2]', [1, 2]],
    ['"x"', 'x'],
    ['', null],
    ['no JSON', 'no JSON'],
  ])('data %s', (data, expected) => {
    const input = {
      ...aRenderInput({ options: resolved({ template: '["{{ data }}"]' }) }),
      mode: 'binary' as const,
    };
    const { body } = template.render({ ...input, payload: Buffer.from(data) });
    expect(JSON.parse(Buffer.from(body).toString())).toEqual([expected]);
  });
});

describe('options', () => {
  test.each<[OptionValues, string, string]>([
    [{}, 'template', 'is required'],
    [{ preset: 'slack', template: '{}' }, 'template', 'excludes a preset'],
    [{ preset: 'slack', contentType: 'text/plain' }, 'contentType', 'must be application/json'],
    [{ template: '{{ x }}' }, 'template', 'is no JSON'],
    [{ template: '{{ x | nope }}', contentType: 'text/plain' }, 'template', 'undefined filter: nope'],
    [
      { template: '{"a":"{{ x | nope }}"}', contentType: 'application/x-www-form-urlencoded' },
      'template',
      '/a: undefined',
    ],
  ])('%j: %s', (options, option, problem) => {
    expect(template.optionsProblem?.(resolved(options))).toEqual({
      option,
      problem: expect.stringContaining(problem),
    });
  });

  test.each([
    '',
    'json',
    'text/plain; charset=iso-8859-1',
    'text/plain\r\nx: y',
    'text/plain; a=b; c=d',
    'a/b/c',
  ])('content type %j is refused', (contentType) => {
    expect(optionFaults(template.options, { contentType })).toEqual([
      { option: 'contentType', problem: expect.stringContaining('must be a content type') },
    ]);
  });

  test('presets are known by name', () => {
    expect(optionFaults(template.options, { preset: 'slak' })).toHaveLength(1);
    for (const preset of ['slack', 'discord', 'teams', 'googlechat']) {
      expect(optionFaults(template.options, { preset })).toEqual([]);
      expect(template.optionsProblem?.(resolved({ preset }))).toBeNull();
    }
  });
});

describe('the override of a vendor’s body', () => {
  const native = { Id: 1, Subject: 'x' };
  test('absent, the body stays what it is', () => {
    expect(overridden(native, aRenderInput())).toBe(native);
    expect(overridden(native, aRenderInput({ options: { template: null } }))).toBe(native);
  });
  test('present, it is the template’s, which knows the vendor’s', () => {
    const options = { template: '{"old":"{{ native }}","n":"{{ native.Id }}","t":"{{ ticket.id }}"}' };
    expect(overridden(native, aRenderInput({ options }))).toEqual({ old: native, n: 1, t: 123 });
  });
  test('its option is checked by itself', () => {
    expect(optionFaults({ template: TEMPLATE_OPTION }, { template: '{"a":"{{ x | nope }}"}' })).toEqual([
      { option: 'template', problem: '/a: undefined filter: nope, line:1, col:1' },
    ]);
    expect(optionFaults({ template: TEMPLATE_OPTION }, { template: '{"a":"{{ x }}"}' })).toEqual([]);
  });
});

test('requests are signed when there is a secret', () => {
  const body = Buffer.from('{}');
  const secret = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
  const at = Date.now();
  const headers = template.signer([secret])({ deliveryId: 'dlv_1', at, body });
  expect(new Webhook(secret).verify(body, headers)).toEqual({});
  expect(Object.keys(template.signer([])({ deliveryId: 'dlv_1', at, body }))).toEqual([
    'webhook-id',
    'webhook-timestamp',
  ]);
  expect(template.signsByDefault).toBe(false);
});

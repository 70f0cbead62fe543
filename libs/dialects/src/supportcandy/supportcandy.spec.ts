import { describe, expect, test } from '@jest/globals';
import { aRenderInput } from '../../../../test/support/render-input.js';
import { type OptionValues, optionFaults, resolveOptions } from '../options.js';
import { sampleOf } from '../sample-of.js';
import { supportcandy } from './index.js';

const render = (options: OptionValues = {}, siteUrl: string | null = 'https://example.com/') => {
  const { tenant, ...input } = aRenderInput({ trigger: 'close-ticket', type: 'ticket.closed' });
  const resolved = resolveOptions(supportcandy.options, options);
  return supportcandy.render({ ...input, tenant: { ...tenant, siteUrl }, options: resolved });
};
const text = ({ body }: { readonly body: Uint8Array }) => Buffer.from(body).toString();

describe('headers', () => {
  test('the content type has no charset; where the delivery comes from stands in headers', () => {
    expect(render()).toMatchObject({
      contentType: 'application/json',
      headers: {
        'x-wpsc-webhook-source': 'https://example.com',
        'x-wpsc-webhook-event': 'close-ticket',
        'x-wpsc-webhook-id': 'sub_1',
        'x-wpsc-webhook-delivery-id': 'dlv_1',
      },
    });
  });
  test('they can be switched off', () => {
    expect(render({ eventHeaders: false }).headers).toEqual({});
  });
  test("the user agent can be the vendor's", () => {
    expect(
      render({ userAgent: 'vendor', eventHeaders: false, siteUrl: 'https://shop.example/wp/' }).headers,
    ).toEqual({
      'user-agent': 'WordPress/6.8; https://shop.example/wp',
    });
    expect(render({ userAgent: 'vendor' }, null).headers).toMatchObject({ 'user-agent': 'WordPress/6.8' });
  });
  test.each([
    ['https://exämple.com/ü', 'https://xn--exmple-cua.com/%C3%BC'],
    ['https://example.com/\r\nx-evil: 1', 'https://example.com/x-evil:%201'],
    ['javascript:alert(1)', undefined],
    [`https://example.com/${'x'.repeat(3000)}`, undefined],
  ])('of the site %j goes what a header can carry', (siteUrl, sent) => {
    expect(render({}, siteUrl).headers?.['x-wpsc-webhook-source']).toBe(sent);
  });
});

test('the name of an event can be corrected, in the body and the header', () => {
  const corrected = render({ eventNames: { 'close-ticket': 'ticket-closed' } });
  expect(text(corrected)).toMatch(/^\{"id":123,"event":"ticket-closed",/);
  expect(corrected.headers).toMatchObject({ 'x-wpsc-webhook-event': 'ticket-closed' });
});

test.each([
  [{ eventNames: { 'closed-ticket': 'x' } }, '"closed-ticket" is no event of this dialect'],
  [{ eventNames: { 'close-ticket': 7 } }, 'visible ASCII characters'],
  [{ eventNames: { 'close-ticket': 'a b' } }, 'visible ASCII characters'],
  [{ userAgent: 'curl' }, 'must be one of deskhook, vendor'],
  [{ siteUrl: 'example.com' }, 'must be an http or https URL'],
])('%j is refused', (options, problem) => {
  expect(optionFaults(supportcandy.options, options)).toMatchObject([
    { problem: expect.stringContaining(problem) },
  ]);
});

test('one POST without retries, for a minute, over five redirects', () => {
  expect(supportcandy.defaults).toEqual({
    timeoutMs: 60_000,
    connectTimeoutMs: 10_000,
    retrySchedule: [],
    successCodes: '2xx',
    maxRedirects: 5,
  });
});

describe('samples', () => {
  const context = { tenant: 'acme', id: 'sample-1', now: new Date('2026-02-17T14:45:00Z') };
  test.each((supportcandy.events ?? []).map(({ name }) => name))('%s: complete', (name) => {
    const sample = sampleOf(supportcandy, name, context);
    const payload = Buffer.from(JSON.stringify(sample?.event));
    const options = resolveOptions(supportcandy.options, {});
    const input = { ...aRenderInput(), payload, trigger: sample?.trigger ?? null, options };
    const body: unknown = JSON.parse(text(supportcandy.render(input)));
    expect(body).toMatchObject({ id: 123, event: name, customer_name: 'John Doe', cust_24: 'ORD-12345' });
    if (name.startsWith('change-')) expect(body).toHaveProperty('changes.0.slug');
    if (/^(create|reply|submit)-/.test(name))
      expect(body).toMatchObject({ thread: { body: expect.stringMatching(/./) } });
    if (name === 'out-of-sla')
      expect(body).toMatchObject({ sla: { policy: 'Standard', due: expect.stringMatching(/^\d/) } });
    if (name === 'close-ticket')
      expect(body).toMatchObject({ status_name: 'Closed', date_closed: expect.stringMatching(/^\d/) });
  });
});

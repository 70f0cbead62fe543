import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { standard } from '../standard/index.js';
import { cloudevents } from './index.js';
import { renderCloudEvent } from './render.js';

const EVENT = { specversion: '1.0', id: 'event-1', source: '/helpdesk/acme', type: 'ticket.created' };
const structured = (text: string) =>
  renderCloudEvent({ mode: 'structured', payload: Buffer.from(text), attributes: {} });
const ofEvent = (more: Readonly<Record<string, unknown>>) =>
  structured(JSON.stringify({ ...EVENT, ...more }));
const bodyOf = (rendered: { readonly body: Uint8Array }) => Buffer.from(rendered.body).toString('utf8');

/** What a receiver does by the binding, section 3.1.3.2: check the characters, decode once, refuse bad UTF-8. */
const received = (headers: Readonly<Record<string, string>> | undefined) =>
  Object.fromEntries(
    Object.entries(headers ?? {}).map(([name, value]) => {
      expect(name).toMatch(/^ce-[a-z0-9]+$/);
      expect(value).toMatch(/^([\x21\x23\x24\x26-\x7e]|%[0-9A-F]{2})*$/);
      return [name.slice(3), decodeURIComponent(value)];
    }),
  );

describe('a structured event', () => {
  test('is sent with the very bytes of its data', () => {
    const data = '{ "n": 12345678901234567890.10, "a/ü": [ 1.0 ,{} ] }';
    const text = `{"data":0, ${JSON.stringify(EVENT).slice(1, -1)} , "d\\u0061ta" : ${data} ,"x":"}"}`;
    const rendered = structured(text);
    expect(bodyOf(rendered)).toBe(data);
    expect(rendered.contentType).toBe('application/json');
    expect(rendered.headers).toEqual({
      'ce-specversion': '1.0',
      'ce-id': 'event-1',
      'ce-source': '/helpdesk/acme',
      'ce-type': 'ticket.created',
      'ce-x': '}',
    });
    expect(rendered.warnings).toBeUndefined();
  });

  test('without data has an empty body; data that is null has the body null', () => {
    expect(ofEvent({}).body).toHaveLength(0);
    expect(bodyOf(ofEvent({ data: null }))).toBe('null');
  });

  test("the binding's own example of percent-encoding", () => {
    expect(ofEvent({ subject: 'Euro € 😀' }).headers?.['ce-subject']).toBe('Euro%20%E2%82%AC%20%F0%9F%98%80');
  });

  test('numbers and booleans are texts; what is not set is left out', () => {
    const more = { hopcount: 2, testevent: true, off: false, unset: null, big: -0.5 };
    expect(received(ofEvent(more).headers)).toEqual({
      ...EVENT,
      hopcount: '2',
      testevent: 'true',
      off: 'false',
      big: '-0.5',
    });
    expect(structured('{"id":"1","seq":12345678901234567890}').headers?.['ce-seq']).toBe(
      '12345678901234567890',
    );
  });

  test('the content type is that of the data and no attribute beside it', () => {
    const datacontenttype = 'application/vnd.acme+json; charset=utf-8';
    const rendered = ofEvent({ datacontenttype, data: {} });
    expect(rendered.contentType).toBe(datacontenttype);
    expect(rendered.headers).not.toHaveProperty('ce-datacontenttype');
  });

  test.each([
    'application/cloudevents+json',
    'application/json; x=é',
    'application/json; \u0000',
    ' application/json',
  ])('the content type "%s" is replaced, with a warning', (datacontenttype) => {
    const rendered = ofEvent({ datacontenttype });
    expect(rendered.contentType).toBe('application/json');
    expect(rendered.warnings).toEqual([expect.stringContaining('datacontenttype')]);
  });
});

describe('attributes that no header can carry', () => {
  test.each([
    [{ camelCase: 'x' }, '"camelCase" is left out: its name'],
    [{ data_base64: 'AA==' }, '"data_base64" is left out: its name'],
    [{ 'a\r\nb': 'x' }, 'is left out: its name'],
    [{ nested: { a: 1 } }, '"nested" is left out: it is not a text'],
    [{ list: [1] }, '"list" is left out: it is not a text'],
    [{ long: 'x'.repeat(4097) }, '"long" is left out: as a header it has 4097 bytes'],
    [{ long: 'é'.repeat(683) }, '"long" is left out: as a header it has 4098 bytes'],
  ])('%j', (more, warning) => {
    const rendered = ofEvent(more);
    expect(received(rendered.headers)).toEqual(EVENT);
    expect(rendered.warnings).toEqual([expect.stringContaining(warning)]);
  });

  test('all headers together stay below the limit; what is required always goes out', () => {
    const extensions = Object.fromEntries([...Array(50).keys()].map((at) => [`x${at}`, 'y'.repeat(1000)]));
    const rendered = ofEvent({ ...extensions, source: '/é'.repeat(512) });
    const bytes = Object.entries(rendered.headers ?? {}).reduce(
      (sum, [name, { length }]) => sum + name.length + length + 4,
      0,
    );
    expect(bytes).toBeLessThanOrEqual(8192);
    expect(received(rendered.headers)).toMatchObject({
      ...EVENT,
      source: '/é'.repeat(512),
      x0: 'y'.repeat(1000),
    });
    expect(rendered.warnings?.length).toBe(50 - (Object.keys(rendered.headers ?? {}).length - 4));
    expect(received(ofEvent({ source: '😀'.repeat(512) }).headers)['source']).toBe('😀'.repeat(512));
  });
});

describe('a binary event', () => {
  const binary = (attributes: Readonly<Record<string, string>>, data = '{}') => {
    const payload = Buffer.from(data);
    return {
      payload,
      rendered: renderCloudEvent({ mode: 'binary', payload, attributes: { ...EVENT, ...attributes } }),
    };
  };

  test('goes out with its own bytes and content type', () => {
    const { payload, rendered } = binary({ datacontenttype: 'application/json; charset=utf-8' });
    expect(rendered.body).toBe(payload);
    expect(rendered).toMatchObject({ contentType: 'application/json; charset=utf-8' });
    expect(rendered).not.toHaveProperty('headers.ce-datacontenttype');
  });

  test.each([
    ['Euro%20%E2%82%AC', 'Euro%20%E2%82%AC'],
    ['Euro €', 'Euro%20%E2%82%AC'],
    ['100%', '100%25'],
    ['%C0%A0', '%25C0%25A0'],
    ['"a \\"b\\" c"', 'a%20%22b%22%20c'],
    ['%25', '%25'],
  ])('a value that came as %s goes out as %s', (came, sent) => {
    expect(binary({ note: came }).rendered.headers?.['ce-note']).toBe(sent);
  });
});

describe('for any event', () => {
  const text = fc.string({ unit: 'binary', maxLength: 60 });
  const name = fc
    .stringMatching(/^[a-z0-9]{1,12}$/)
    .filter((one) => one !== 'data' && one !== 'datacontenttype');
  const attribute = fc.oneof<fc.Arbitrary<unknown>[]>(text, fc.integer(), fc.boolean());
  const attributes = fc.dictionary(name, attribute, { maxKeys: 8 });

  test('a receiver reads the attributes and the data that were published', () => {
    fc.assert(
      fc.property(attributes, fc.json(), (extensions, data) => {
        const event: Readonly<Record<string, unknown>> = { ...EVENT, ...extensions };
        const rendered = structured(`{"data":${data},${JSON.stringify(event).slice(1)}`);
        expect(bodyOf(rendered)).toBe(data);
        const expected = Object.entries(event).map(([key, value]) => [key, String(value).toWellFormed()]);
        expect(received(rendered.headers)).toEqual(Object.fromEntries(expected));
      }),
    );
  });

  test('the same event in binary mode makes the same request', () => {
    fc.assert(
      fc.property(attributes, fc.json(), (extensions, data) => {
        const { headers, ...rest } = structured(
          `{"data":${data},${JSON.stringify({ ...EVENT, ...extensions }).slice(1)}`,
        );
        const came = Object.fromEntries(
          Object.entries(headers ?? {}).map(([key, value]) => [key.slice(3), value]),
        );
        const payload = Buffer.from(data);
        expect(renderCloudEvent({ mode: 'binary', payload, attributes: came })).toEqual({
          ...rest,
          body: payload,
          headers,
        });
      }),
    );
  });
});

test('it signs and delivers as the dialect standard does', () => {
  const secret = cloudevents.encodeSecret(Buffer.alloc(24, 1));
  const body = Buffer.from('{"a":"ü"}');
  const headers = cloudevents.signer([secret])({ deliveryId: 'dlv_1', at: Date.now(), body });
  expect(new Webhook(secret).verify(body.toString('utf8'), headers)).toEqual({ a: 'ü' });
  expect(cloudevents).toMatchObject({
    defaults: standard.defaults,
    limits: standard.limits,
    signsByDefault: true,
    events: null,
    sendsCustomEvents: true,
  });
});

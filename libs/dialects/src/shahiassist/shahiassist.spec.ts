import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { goldenText } from '../../../../test/dialects/golden-vector.js';
import {
  SECRET,
  optionsOf,
  render,
  signatureOf,
  textOf,
} from '../../../../test/dialects/shahiassist-event.js';
import type { Rendered } from '../dialect.js';
import { type OptionValues } from '../options.js';
import { shahiassist } from './index.js';

const vector = (name: string) => goldenText(name).trim();

describe('golden vectors', () => {
  test.each([
    [
      'php',
      '1f442ddb7e90ef81297b48f9774404ac85e47098edf863465bac4af64dde21b0',
      'af826e427d832f8ae2a11a3e4caa95fadf5b48ce87bc379f4006c8ff74baf1d8',
    ],
    [
      'js',
      '9e58b36840b0c6e4200a92c43c8f0bce9d7130dbc40e9d934534c6ea3f766627',
      '6584fce0af922d899defab6e9fd75cf3b79201edcc249c7c4f21ffd6511b5330',
    ],
  ])('%s form without and with the signature in the body', (form, digest, signed) => {
    const plain = render({ form, bodySignature: false });
    expect(textOf(plain)).toBe(vector(`shahi-${form}.json`));
    expect(createHash('sha256').update(plain.body).digest('hex')).toBe(digest);
    expect(signatureOf(plain.body)).toBe(`sha256=${signed}`);
    const both = render({ form });
    expect(textOf(both)).toBe(vector(`shahi-A-${form}.json`));
    expect(signatureOf(both.body)).toBe(vector(`shahi-A-${form}.sig`));
  });
});

describe('signatures', () => {
  test('without a secret there are none', () => {
    const plain = render({ form: 'php' }, { secret: null });
    expect(textOf(plain)).toBe(vector('shahi-php.json'));
    expect(signatureOf(plain.body, [])).toBeUndefined();
  });
  test('during a rotation the current secret signs', () => {
    const { body } = render({});
    expect(signatureOf(body, ['new', 'old'])).toBe(signatureOf(body, ['new']));
    expect(signatureOf(body, ['new', 'old'])).not.toBe(signatureOf(body, ['old']));
  });
  test('the delivery is told apart by a header, since the body has no room for an id', () => {
    expect(render({})).toMatchObject({
      contentType: 'application/json',
      headers: { 'x-shahi-assist-delivery': 'dlv_1' },
    });
  });
});

describe('form', () => {
  test.each([
    [null, 'php'],
    ['php', 'php'],
    ['js', 'js'],
  ])('automatic, with %j known of the endpoint: %s', (variant, form) => {
    const rendered = render({}, { variant });
    expect(rendered.variant).toBe(form);
    expect(textOf(rendered)).toBe(vector(`shahi-A-${form}.json`));
  });
  test.each(['php', 'js'])('%s is kept, whatever is known', (form) => {
    const rendered = render({ form }, { variant: 'php' });
    expect(rendered.variant).toBeUndefined();
    expect(textOf(rendered)).toBe(vector(`shahi-A-${form}.json`));
  });

  const alternative = (
    sent: Rendered,
    code: number,
    options: OptionValues = {},
    key: string | null = SECRET,
  ) => shahiassist.alternative?.(sent, code, key, optionsOf(options)) ?? null;

  test.each([
    [401, 'php', 'js'],
    [403, 'php', 'js'],
    [401, 'js', 'php'],
  ])('after %i the %s form goes out as %s, signed anew', (code, variant, other) => {
    const sent = render({}, { variant });
    const again = alternative(sent, code);
    expect(again).toEqual({ ...sent, body: Buffer.from(vector(`shahi-A-${other}.json`)), variant: other });
    expect(signatureOf(again?.body ?? Buffer.alloc(0))).toBe(vector(`shahi-A-${other}.sig`));
  });
  test('without a signature in the body only the form changes', () => {
    const options = { bodySignature: false };
    expect(textOf(alternative(render(options), 401, options) ?? { body: Buffer.alloc(0) })).toBe(
      vector('shahi-js.json'),
    );
  });
  test('where nothing was signed, no other form can pass', () => {
    const unsigned = render({}, { secret: null });
    expect(alternative(unsigned, 401, {}, null)).toBeNull();
  });
  test.each([200, 301, 400, 404, 410, 429, 500])('%i is no reason to try', (code) => {
    expect(alternative(render({}), code)).toBeNull();
  });
  test.each(['php', 'js'])('a form that was chosen (%s) is kept', (form) => {
    expect(alternative(render({ form }), 401, { form })).toBeNull();
  });
});

test('retries after 1, 5 and 30 minutes, to https only', () => {
  expect(shahiassist.defaults).toEqual({
    timeoutMs: 30_000,
    connectTimeoutMs: 10_000,
    retrySchedule: ['1m', '5m', '30m'],
    successCodes: '2xx',
    maxRedirects: 5,
  });
  expect(shahiassist.limits.httpsOnly).toBe(true);
});

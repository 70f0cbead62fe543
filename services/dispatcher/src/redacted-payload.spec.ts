import { describe, expect, test } from '@jest/globals';
import { DIALECTS, sampleOf, resolveOptions, type Dialect } from '@deskhook/dialects';
import { redactionProblem } from '@deskhook/domain';
import fc from 'fast-check';
import { aRenderInput } from '../../../test/support/render-input.js';
import { redactedPayload } from './redacted-payload.js';

const structured = { mode: 'structured' } as const;
const redacted = (event: string, paths: readonly string[], mode: 'structured' | 'binary' = 'structured') =>
  Buffer.from(redactedPayload({ payload: Buffer.from(event), delivery: { mode } }, paths)).toString();

test('without redaction it is the very same bytes', () => {
  const payload = Buffer.from('{ "data" : 1.0 }');
  expect(redactedPayload({ payload, delivery: structured }, [])).toBe(payload);
});

test('numbers stay as they are written', () => {
  const event =
    '{"data":{"ticket":{"id":12345678901234567890,"a":1.0,"b":1e2,"c":-0.5,"d":"1.0","subject":"x"}}}';
  expect(redacted(event, ['ticket.subject'])).toBe(event.replace(',"subject":"x"', ''));
});

test('a number that is redacted is gone, however it is written', () => {
  const event =
    '{"data":{"own":12345678901234567890,"deep":{"a":1.0},"changes":[{"field":"own","old":1.0,"new":2}]}}';
  expect(redacted(event, ['data.own', 'data.deep.a.b'])).toBe(
    '{"data":{"deep":{},"changes":[{"field":"own"}]}}',
  );
});

test('in binary mode the payload is the data; the envelope is no place for redacted fields', () => {
  expect(redacted('{"own":1,"data":{"own":2}}', ['data.own'], 'binary')).toBe('{"data":{"own":2}}');
  expect(redacted('{"own":1,"data":{"own":2}}', ['data.own'])).toBe('{"own":1,"data":{}}');
});

test.each(['[]', '"x"', 'null', '1', 'no JSON'])('%s is not sent at all', (event) => {
  expect(() => redacted(event, ['data.own'])).toThrow();
});

type Place = { readonly path: string; readonly keys: readonly string[] };

/** Every text of an event's data: where it stands, and the path by which conditions name the place. */
function textPlaces(value: unknown, path: readonly string[] = [], keys: readonly string[] = []): Place[] {
  if (typeof value === 'string') return [{ path: path.join('.'), keys }];
  if (typeof value !== 'object' || value === null) return [];
  const isCustom = Array.isArray(value) && path.at(-1) === 'custom_fields';
  return Object.entries(value).flatMap(([name, inner]) => {
    const below = Array.isArray(value) ? (isCustom ? [String(inner.key)] : []) : [name];
    return textPlaces(inner, [...path, ...below], [...keys, name]);
  });
}

/** The same value with the marker in place of one text. */
function marked(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return `${MARKER}@example.com`;
  if (Array.isArray(value))
    return value.map((element, at) => (String(at) === key ? marked(element, rest) : element));
  const entries = Object.entries(Object(value));
  return Object.fromEntries(
    entries.map(([name, inner]) => [name, name === key ? marked(inner, rest) : inner]),
  );
}

const MARKER = 'planted7marker';
/** Of custom fields and changes: what tells which one is meant. */
const NAMING: ReadonlySet<string> = new Set(['key', 'slug', 'field', 'label']);

const EVERYTHING = { template: '{"all":"{{ data | json }}","ticket":"{{ ticket | json }}"}' };

function unexpected(): never {
  throw new TypeError('there is no such case');
}

const dialects: readonly Dialect[] = Object.values(DIALECTS);

describe.each(dialects.map((dialect) => [dialect.name, dialect] as const))('%s', (_name, dialect) => {
  const names =
    dialect.events === null
      ? ['ticket.created', 'reply.created', 'ticket.status_changed', 'user.created']
      : dialect.events.map(({ name }) => name);
  const options = resolveOptions(dialect.options, dialect.name === 'template' ? EVERYTHING : {});
  const samples = names.flatMap((name) => {
    const sample = sampleOf(dialect, name, { tenant: 'acme', id: 'evt-1', now: new Date(0) });
    return sample === null ? [] : [sample];
  });

  test('renders nothing of any redacted text of its samples, in whatever event, and does not fail', () => {
    const cases = samples.flatMap((sample) =>
      textPlaces(sample.event.data)
        .filter(({ path, keys }) => redactionProblem(path) === null && !NAMING.has(keys.at(-1) ?? ''))
        .map((place) => ({ sample, place })),
    );
    fc.assert(
      fc.property(fc.nat(cases.length - 1), fc.boolean(), (at, binary) => {
        const { sample, place } = cases[at] ?? unexpected();
        const { path, keys } = place;
        const data = marked(sample.event.data, keys);
        const event = { ...sample.event, data };
        expect(JSON.stringify(event)).toContain(MARKER);
        const mode = binary ? 'binary' : 'structured';
        const payload = redacted(JSON.stringify(binary ? data : event), [path], mode);
        const { type, id, source, specversion } = sample.event;
        const rendered = dialect.render({
          ...aRenderInput({ trigger: sample.trigger, options }),
          mode,
          attributes: binary ? { type, id, source, specversion } : {},
          payload: Buffer.from(payload),
        });
        const sent = JSON.stringify([Buffer.from(rendered.body).toString(), rendered.headers]);
        expect([path, sent]).toEqual([path, expect.not.stringContaining(MARKER)]);
      }),
      { numRuns: 100 },
    );
  });
});

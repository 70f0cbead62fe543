// What receivers read out of a form: the real parsers of PHP, Python and Express.
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import express from 'express';
import fc from 'fast-check';
import { anyJson, anyJsonObject, anyNumber, anyText } from '../../../../test/support/json-values.js';
import { type PhpOracle, startPhpOracle } from '../../../../test/support/php-oracle.js';
import { pythonBinary } from '../../../../test/support/python.js';
import { aRenderInput } from '../../../../test/support/render-input.js';
import { readEvent } from '../canonical/read-event.js';
import { encodeJson } from '../encoding/json.js';
import { encodePhpQuery } from '../encoding/php-query.js';
import type { JsonObject, JsonValue } from '../json-value.js';
import { supportGenixBody } from './body.js';
import { SUPPORTGENIX_EVENTS } from './events.js';

const anyFieldValue: fc.Arbitrary<JsonValue> = fc.oneof(anyText, anyNumber, fc.boolean(), anyJson);
const anyField = fc.record(
  {
    id: fc.oneof(fc.nat(), anyText),
    label: fc.oneof(anyText, fc.constantFrom('Order Number', 'a[b][c].d', '__proto__', '0', ' x')),
    value: anyFieldValue,
    values: fc.array(anyFieldValue, { maxLength: 30 }),
  },
  { requiredKeys: ['id', 'label'] },
);
const anyThing = fc.record({
  id: fc.nat(),
  subject: anyText,
  body: fc.record({ html: anyText }),
  status: fc.record({ name: anyText }),
  requester: fc.record({ name: anyText, email: anyText }),
  related_url: anyText,
  custom_fields: fc.oneof(fc.array(anyField), anyJson),
});
/** The body of any event, as a value. */
const anyBody: fc.Arbitrary<JsonObject> = fc
  .tuple(fc.constantFrom(...SUPPORTGENIX_EVENTS), fc.boolean(), anyThing, anyJsonObject, anyJson)
  .map(([native, hasAllTicketFields, thing, others, message]) => {
    const type = native.types[0] ?? '';
    const data = { ...others, ticket: { ...others, ...thing }, user: thing, message };
    const event = readEvent(aRenderInput({ type, data }));
    return supportGenixBody(native, event, { siteUrl: 'https://example.com', hasAllTicketFields }).value;
  });

let php: PhpOracle;
beforeAll(async () => {
  php = await startPhpOracle(`
    function answer(string $question, string $text): string {
      if ($question === 'build') {
        return http_build_query(json_decode($text, true, 512, JSON_THROW_ON_ERROR), '', '&');
      }
      parse_str($text, $fields);
      return json_encode($fields, JSON_THROW_ON_ERROR | JSON_FORCE_OBJECT);
    }`);
});
afterAll(() => php.stop());

/** Flat keys and the texts of their values, as a form carries them. */
function flatten(value: JsonValue, key = ''): (readonly [string, string])[] {
  if (typeof value === 'string') return [[key, value]];
  if (typeof value !== 'object' || value === null) throw new TypeError('a parser gives texts only');
  return Object.entries(value).flatMap(([name, member]) =>
    flatten(member, key === '' ? name : `${key}[${name}]`),
  );
}

const inPhp = async (form: string): Promise<JsonValue> => JSON.parse(await php.ask('parse', form));

/** As Flask does: flat keys, blank values kept. */
function inPython(forms: readonly string[]): [string, string][][] {
  const code =
    'import json,sys;from urllib.parse import parse_qsl;' +
    'print(json.dumps([parse_qsl(f,keep_blank_values=True) for f in json.load(sys.stdin)]))';
  const answer = execFileSync(pythonBinary(), ['-c', code], {
    input: JSON.stringify(forms),
    maxBuffer: 2 ** 28,
  });
  return JSON.parse(answer.toString());
}

describe('any event', () => {
  test('is the form that PHP writes', async () => {
    const samePhpForm = async (body: JsonObject) =>
      expect(encodePhpQuery(body)).toBe(await php.ask('build', encodeJson(body)));
    await fc.assert(fc.asyncProperty(anyBody, samePhpForm), { numRuns: 500 });
  });

  test('reads the same in PHP, in Python and in Express', async () => {
    await withExpress(async (post) => {
      const allReadTheSame = async (bodies: readonly JsonObject[]) => {
        const forms = bodies.map(encodePhpQuery);
        const inFlask = inPython(forms);
        for (const [index, form] of forms.entries()) {
          const known = await inPhp(form);
          expect(Object.keys(Object(known))).toEqual(sentKeys(bodies[index] ?? {}));
          const flat = new Map(flatten(known));
          expect(new Map(inFlask[index])).toEqual(flat);
          const { code, body } = await post(form);
          expect({ code, flat: new Map(flatten(body)) }).toEqual({ code: 200, flat });
        }
      };
      // Python is started once for so many.
      const many = fc.array(anyBody, { minLength: 50, maxLength: 50 });
      await fc.assert(fc.asyncProperty(many, allReadTheSame), { numRuns: 5, endOnFailure: true });
    });
  });
});

/** Null and what is empty vanish. */
function sentKeys(body: JsonObject): string[] {
  return Object.entries(body)
    .filter(
      ([, value]) =>
        value !== null && Object.keys(Object(value)).length + Number(typeof value !== 'object') > 0,
    )
    .map(([key]) => key);
}

describe('a ticket of many custom fields', () => {
  const native = SUPPORTGENIX_EVENTS[0];
  if (native === undefined) throw new Error('there are no events');
  const bodyOf = (custom_fields: readonly JsonValue[]) =>
    supportGenixBody(native, readEvent(aRenderInput({ data: { ticket: { id: 1, custom_fields } } })), {
      siteUrl: '',
      hasAllTicketFields: false,
    });
  const texts = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ id: index, label: 'f', value: 'x' }));

  test('has a thousand form fields at most, all of which PHP and Express read', async () => {
    const { value, warnings } = bodyOf(texts(1_000));
    expect(warnings).toEqual([
      '16 custom fields are left out: receivers read at most 1000 fields of a form unless configured otherwise.',
    ]);
    const form = encodePhpQuery(value);
    expect(form.split('&')).toHaveLength(1_000);
    expect(flatten(await inPhp(form))).toHaveLength(1_000);
    await withExpress(async (post) => {
      const { code, body } = await post(form);
      expect(code).toBe(200);
      expect(flatten(body)).toHaveLength(1_000);
      expect((await post(`${form}&more=1`)).code).toBe(413);
    });
  });

  test('loses none that fits', () => {
    expect(bodyOf(texts(984)).warnings).toEqual([]);
    expect(encodePhpQuery(bodyOf(texts(984)).value).split('&')).toHaveLength(1_000);
  });

  // qs itself makes an object of a list of more than 20; Express raises that limit with the number of fields.
  test('of which one has many values is a list for Express', async () => {
    const values = Array.from({ length: 150 }, (_, index) => `v${index}`);
    const form = encodePhpQuery(bodyOf([{ id: 9, label: 'Multi', values }]).value);
    await withExpress(async (post) => {
      expect((await post(form)).body).toMatchObject({ custom_fields: { multi_9: values } });
    });
  });
});

type Post = (form: string) => Promise<{ readonly code: number; readonly body: JsonValue }>;

/** A receiver as the reference page shows it, with the form parser of Express; it answers with what it has read. */
async function withExpress(use: (post: Post) => Promise<void>): Promise<void> {
  const app = express();
  app.use(express.urlencoded({ extended: true }));
  app.post('/webhook', (request, response) => {
    response.json(request.body);
  });
  app.use(((error, _request, response, _next) => {
    response.status(error.status).json(null);
  }) satisfies express.ErrorRequestHandler);
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  try {
    await use(async (form) => {
      const response = await fetch(`http://127.0.0.1:${port}/webhook`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: form,
      });
      return { code: response.status, body: JSON.parse(await response.text()) };
    });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parseAllDocuments } from 'yaml';
import { DECLARED_KINDS } from '../choices.js';
import { manifestJsonSchema } from './json-schema.js';
import { KINDS } from './manifest.schema.js';

const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);
const fits = ajv.compile(manifestJsonSchema());
const documents = globSync('examples/gitops/**/*.yaml').flatMap((file) =>
  parseAllDocuments(readFileSync(file, 'utf8')).map((document): unknown => document.toJS()),
);
const subscription = (spec: object) => ({
  apiVersion: 'deskhook.dev/v1',
  kind: 'Subscription',
  metadata: { name: 'crm' },
  spec: { urls: ['https://example.com/x'], events: ['*'], ...spec },
});

describe('the JSON Schema of documents', () => {
  it('takes the examples', () => {
    expect(documents.length).toBeGreaterThan(4);
    for (const document of documents) expect([fits(document), fits.errors]).toEqual([true, null]);
  });

  it.each([
    {},
    { secret: { secretFrom: { env: 'X' } } },
    { secret: null },
    { headers: { 'x-key': { secretFrom: { file: 'key.txt' } } } },
    { auth: { type: 'bearer', token: { secretFrom: { env: 'X' } } } },
  ])('takes %j', (spec) => {
    expect([fits(subscription(spec)), fits.errors]).toEqual([true, null]);
  });

  it.each([
    { secret: { secretFrom: { env: 'X', file: 'y' } } },
    { unknown: 1 },
    { key: 'the-name-is-the-key' },
    { status: 'paused' },
    { delivery: { timeoutMs: 'long' } },
  ])('refuses %j', (spec) => {
    expect(fits(subscription(spec))).toBe(false);
  });

  it('refuses other kinds and names that the API would refuse', () => {
    expect(fits({ ...subscription({}), kind: 'Webhook' })).toBe(false);
    expect(fits({ ...subscription({}), metadata: { name: 'Not A Name' } })).toBe(false);
  });

  it('knows the kinds that options take', () => {
    expect(DECLARED_KINDS).toEqual(KINDS);
  });
});

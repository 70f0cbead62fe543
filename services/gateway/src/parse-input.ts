import { schemaFaults, type ProblemError, type SchemaPart } from '@deskhook/contracts';
import { z } from 'zod';
import { failure } from './failures.js';
import { mediaType } from './media-type.js';
import type { Operation } from './operation.js';

/** The request as the server read it; the body is its bytes. */
export interface RawRequest {
  readonly params: unknown;
  readonly query: unknown;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
}

/** The parts as the operation's schemas made them; `InputOf` has their types. */
export interface ParsedInput {
  readonly params: unknown;
  readonly query: unknown;
  readonly headers: unknown;
  readonly body: unknown;
}

const JSON_TYPE = /^application\/([a-z0-9.+-]+\+)?json$/;
const NUL = '\u0000';

/** Parses what the operation declares; throws a failure that names every fault of every part by a pointer. */
export function parseInput(operation: Operation, request: RawRequest): ParsedInput {
  const errors: ProblemError[] = [];
  const parse = (schema: z.ZodType | undefined, prefix: string, read: () => unknown): unknown => {
    if (schema === undefined) return undefined;
    const part = { schema, prefix, value: read() };
    const result = schema.safeParse(part.value);
    errors.push(...(result.success ? unstorable(part) : schemaFaults(part, result.error.issues)));
    return result.data;
  };
  const params = parse(operation.params, '/path', () => request.params);
  // A filter that is misspelt must not silently filter nothing.
  const query = parse(operation.query?.strict(), '/query', () => request.query);
  const headers = parse(operation.headers, '/header', () => request.headers);
  const body = parse(operation.body, '', () => readJson(request));
  if (errors.length > 0) throw failure('invalid', summary(errors), errors);
  return { params, query, headers, body };
}

function summary(errors: readonly ProblemError[]): string {
  const [first] = errors;
  const rest = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return `${first?.pointer === '' ? 'The body' : (first?.pointer ?? '')}: ${first?.detail ?? ''}${rest}`;
}

/** The body as JSON; an empty one counts as an object without fields. */
function readJson({ body, headers }: RawRequest): unknown {
  if (!Buffer.isBuffer(body) || body.length === 0) return {};
  const type = mediaType(headers['content-type']);
  if (!JSON_TYPE.test(type)) {
    throw failure(
      'unsupported-media-type',
      `The body is ${type || 'of no stated type'}: send application/json`,
    );
  }
  return parseJson(body);
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Parses JSON in UTF-8; throws a `malformed` failure that says what is wrong. */
export function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(body));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw failure('malformed', `The body is not JSON in UTF-8: ${why}`);
  }
}

/** Postgres keeps no NUL characters in text, so they are refused where they come in. */
function unstorable({ value, prefix }: SchemaPart): ProblemError[] {
  const pointer = findNul(value, prefix);
  return pointer === null ? [] : [{ pointer, detail: 'has a NUL character, which cannot be stored' }];
}

function findNul(value: unknown, pointer: string): string | null {
  if (typeof value === 'string') return value.includes(NUL) ? pointer : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const found = key.includes(NUL) ? pointer : findNul(inner, `${pointer}/${key}`);
    if (found !== null) return found;
  }
  return null;
}

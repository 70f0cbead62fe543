import { FAILURE_KINDS, failureKindSchema, type FailureKind } from '@deskhook/contracts';
import { z } from 'zod';
import { componentSchemas, inputSchema, outputSchema } from './openapi-schemas.js';
import type { Answer, Operation } from './operation.js';
import { readinessSchema } from './operations/system.operations.js';

type Json = Readonly<Record<string, unknown>>;

const DESCRIPTION =
  'Webhooks for helpdesks. Errors are problem details (RFC 9457) with JSON pointers. What is exchanged over NATS is described by [asyncapi.json](/asyncapi.json).';

/** The API as OpenAPI 3.1, made of the declarations that the routes themselves are made of. */
export function openApiDocument(operations: readonly Operation[]): Json {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Deskhook',
      version: '1',
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ apiKey: [] }],
    tags: [...new Set(operations.map(({ tag }) => tag))].map((name) => ({ name })),
    paths: paths(operations),
    components: {
      schemas: componentSchemas(),
      responses: Object.fromEntries(failureKindSchema.options.map((kind) => [kind, problemResponse(kind)])),
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'The root key, or an API key of a tenant' },
      },
    },
  };
}

function paths(operations: readonly Operation[]): Json {
  const byPath: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    byPath[operation.path] = {
      ...byPath[operation.path],
      [operation.method.toLowerCase()]: operationObject(operation),
    };
  }
  return byPath;
}

function operationObject(operation: Operation): Json {
  const body = requestBody(operation);
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary,
    description: [operation.description, accessSentence(operation)].filter(Boolean).join('\n\n'),
    ...(needsKey(operation) ? {} : { security: [] }),
    parameters: [
      ...parameters('path', operation.params),
      ...parameters('query', operation.query),
      ...parameters('header', operation.headers),
    ],
    ...(body === null ? {} : { requestBody: body }),
    responses: responses(operation),
  };
}

function needsKey({ access }: Operation): boolean {
  return access !== 'public' && access !== 'signature';
}

function accessSentence({ access }: Operation): string {
  if (access === 'public') return 'Needs no key.';
  if (access === 'signature') return 'Needs no key: the signature of the helpdesk says whose request it is.';
  return access === 'authenticated' ? 'Any key will do.' : `Needs the permission \`${access}\`.`;
}

const objectSchema = z.looseObject({
  properties: z.record(z.string(), z.looseObject({ description: z.string().optional() })).default({}),
  required: z.array(z.string()).default([]),
});

function parameters(place: 'path' | 'query' | 'header', schema: z.ZodObject | undefined): Json[] {
  if (schema === undefined) return [];
  const { properties, required } = objectSchema.parse(inputSchema(schema));
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema: rest,
  }));
}

function requestBody(operation: Operation): Json | null {
  if (operation.rawBody !== undefined) {
    const entries = Object.entries(operation.rawBody).map(([type, schema]) => [
      type,
      { schema: inputSchema(schema) },
    ]);
    return { required: true, content: Object.fromEntries(entries) };
  }
  if (operation.body === undefined) return null;
  const schema = inputSchema(operation.body);
  const type = operation.method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
  const content = {
    [type]: { schema },
    ...(operation.method === 'PATCH' ? { 'application/json': { schema } } : {}),
  };
  return { required: !operation.body.safeParse({}).success, content };
}

function responses(operation: Operation): Json {
  const answers = [operation.answer, ...(operation.alsoAnswers === undefined ? [] : [operation.alsoAnswers])];
  const ok = answers.map((answer) => [answer.status, answerObject(answer)] as const);
  const problems = failuresOf(operation).map((kind) => [
    FAILURE_KINDS[kind].status,
    { $ref: `#/components/responses/${kind}` },
  ]);
  return { ...Object.fromEntries(ok), ...Object.fromEntries(problems), ...unavailable(operation) };
}

function answerObject({ description, schema, contentType = 'application/json', headers }: Answer): Json {
  return {
    description,
    ...(headers === undefined ? {} : { headers: responseHeaders(headers) }),
    ...(schema === undefined ? {} : { content: { [contentType]: { schema: outputSchema(schema) } } }),
  };
}

/** /readyz answers 503 with its own body, not with a problem. */
function unavailable(operation: Operation): Json {
  if (operation.id !== 'getReadiness') return {};
  const schema = outputSchema(readinessSchema);
  return { 503: { description: 'Events are not accepted now', content: { 'application/json': { schema } } } };
}

function failuresOf(operation: Operation): FailureKind[] {
  const { params, query, body, rawBody, headers, access } = operation;
  const notKnown = access === 'signature' ? 'wrong-signature' : 'unauthenticated';
  const takesInput = [params, query, body, rawBody, headers].some((part) => part !== undefined);
  const takesBody = body !== undefined || rawBody !== undefined;
  return [
    ...(access === 'public' ? [] : ([notKnown, 'too-many-requests', 'unavailable'] as const)),
    ...(needsKey(operation) ? (['forbidden'] as const) : []),
    ...(params === undefined ? [] : (['not-found'] as const)),
    ...(takesInput ? (['invalid'] as const) : []),
    ...(takesBody ? (['malformed', 'too-large', 'unsupported-media-type'] as const) : []),
    ...(operation.failures ?? []),
    'internal',
  ];
}

function problemResponse(kind: FailureKind): Json {
  const schema = { $ref: '#/components/schemas/Problem' };
  return { description: FAILURE_KINDS[kind].title, content: { 'application/problem+json': { schema } } };
}

function responseHeaders(headers: Readonly<Record<string, string>>): Json {
  const entries = Object.entries(headers).map(([name, description]) => [
    name,
    { description, schema: { type: 'string' } },
  ]);
  return Object.fromEntries(entries);
}

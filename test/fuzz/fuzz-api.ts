import { z } from 'zod';
import { Random } from '../chaos/random.js';
import { isProblem } from './fuzz-events.js';
import { FAULTS_MAX, MEMORY_SAMPLES, type FuzzResult, type FuzzSettings } from './fuzz-result.js';
import type { FuzzStack } from './fuzz-stack.js';
import { growth, residentMib } from './memory.js';
import { mutatedBytes, mutatedValue, oddValue } from './mutate.js';
import { InstanceMaker } from './schema-instance.js';

const AT_ONCE = 16;
const ANSWER_MS = 60_000;
/** Pages for people, and what would leave nothing to ask for. */
const LEFT_OUT = new Set(['getDocs', 'deleteTenant']);
const STREAM = 'text/event-stream';

const operationSchema = z.looseObject({
  operationId: z.string().optional(),
  parameters: z.array(z.looseObject({ name: z.string(), in: z.string(), schema: z.unknown() })).default([]),
  requestBody: z
    .looseObject({ content: z.record(z.string(), z.looseObject({ schema: z.unknown() })) })
    .optional(),
  responses: z.record(z.string(), z.looseObject({ content: z.record(z.string(), z.unknown()).optional() })),
});
const documentSchema = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), operationSchema)) });
type DeclaredOperation = z.infer<typeof operationSchema> & { readonly method: string; readonly path: string };

/** Requests to every operation, made from the OpenAPI document and mutated: none is answered with a server error. */
export async function fuzzApi(stack: FuzzStack, settings: FuzzSettings): Promise<FuzzResult> {
  const { cases, seed } = settings;
  const document: unknown = await (await fetch(`${stack.gatewayUrl}/openapi.json`)).json();
  const operations = operationsOf(document);
  const known = new KnownIds();
  const faults: string[] = [];
  const memory: number[] = [];
  const answers: Record<string, number> = {};
  for (let nth = 0; nth < cases; nth += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, cases - nth) }, (_, place) => nth + place);
    const outcomes = await Promise.all(
      some.map((one) => tryOne(stack, { document, operations, seed, known }, one)),
    );
    for (const { answer, fault } of outcomes) {
      answers[answer] = (answers[answer] ?? 0) + 1;
      if (fault !== null && faults.length < FAULTS_MAX) faults.push(fault);
    }
    if (nth % Math.max(AT_ONCE, Math.ceil(cases / MEMORY_SAMPLES)) < AT_ONCE)
      memory.push(await residentMib(stack.process.pid));
  }
  const grown = growth(memory);
  return {
    name: 'API',
    cases,
    seed,
    figures: { operations: operations.length, ...answers, 'MiB at the end': memory.at(-1) ?? 0 },
    faults: [...faults, ...(grown === null ? [] : [grown]), ...(await stack.crashes())],
  };
}

function operationsOf(document: unknown): DeclaredOperation[] {
  const { paths } = documentSchema.parse(document);
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .map(([method, declared]) => ({ ...declared, method, path }))
      .filter(({ operationId = '', responses }) => !LEFT_OUT.has(operationId) && !streams(responses)),
  );
}

const streams = (responses: DeclaredOperation['responses']): boolean =>
  Object.values(responses).some(({ content = {} }) => STREAM in content);

const answerSchema = z.looseObject({
  id: z.string().optional(),
  items: z.array(z.looseObject({ id: z.string().optional() })).optional(),
});
const KNOWN_MAX = 500;

/** Ids of what exists, from the answers: so that requests are about something. */
class KnownIds {
  readonly #ids: string[] = [];

  learn(text: string): void {
    const { id, items = [] } = answerSchema.safeParse(parseJson(text)).data ?? {};
    for (const one of [id, ...items.map((item) => item.id)])
      if (one !== undefined && this.#ids.length < KNOWN_MAX) this.#ids.push(one);
  }

  one(random: Random, otherwise: unknown): unknown {
    return this.#ids[Math.floor(random.next() * this.#ids.length)] ?? otherwise;
  }
}

interface Surroundings {
  readonly known: KnownIds;
  readonly document: unknown;
  readonly operations: readonly DeclaredOperation[];
  readonly seed: number;
}

async function tryOne(stack: FuzzStack, { document, operations, seed, known }: Surroundings, nth: number) {
  const random = new Random(seed * 1_000_033 + nth);
  const declared = operations[nth % operations.length];
  if (declared === undefined) return { answer: 'none', fault: null };
  const { url, body, contentType } = requestOf(random, declared, new InstanceMaker(document, random), known);
  const about = `API, seed ${seed}, case ${nth}: ${declared.method} ${url.slice(0, 200)}`;
  try {
    const response = await fetch(stack.gatewayUrl + url, {
      method: declared.method.toUpperCase(),
      headers: {
        authorization: `Bearer ${stack.rootKey}`,
        ...(body === null ? {} : { 'content-type': contentType }),
      },
      signal: AbortSignal.timeout(ANSWER_MS),
      redirect: 'manual',
      ...(body === null ? {} : { body: new Uint8Array(body) }),
    });
    const text = await response.text();
    if (response.ok) known.learn(text);
    const isGood = response.status < 500 && (response.status < 400 || isProblem(text));
    const sent = body === null ? '' : ` with ${body.subarray(0, 400).toString()}`;
    const fault = isGood ? null : `${about}${sent}: HTTP ${response.status} ${text.slice(0, 300)}`;
    return { answer: `HTTP ${response.status}`, fault };
  } catch (error) {
    return { answer: 'no answer', fault: `${about}: ${String(error)}` };
  }
}

function requestOf(random: Random, declared: DeclaredOperation, maker: InstanceMaker, known: KnownIds) {
  const query = new URLSearchParams();
  let path = declared.path;
  for (const { name, in: place, schema } of declared.parameters) {
    const value = random.chance(0.3) ? oddValue(random) : maker.make(schema);
    if (place === 'path')
      path = path.replace(
        `{${name}}`,
        pathPart(random, name, random.chance(0.7) ? known.one(random, value) : value),
      );
    else if (place === 'query' && random.chance(0.5)) query.set(name, text(value).slice(0, 1_000));
  }
  const [contentType = '', media] = Object.entries(declared.requestBody?.content ?? {})[0] ?? [];
  const url = query.size === 0 ? path : `${path}?${query.toString()}`;
  return { url, contentType, body: media === undefined ? null : bodyOf(random, maker.make(media.schema)) };
}

/** Mostly of what exists, so that the body is looked at. */
function pathPart(random: Random, name: string, value: unknown): string {
  const chosen = name === 'tenant' && random.chance(0.9) ? 'acme' : text(value).slice(0, 300);
  return encodeURIComponent(chosen.toWellFormed()) || 'x';
}

function bodyOf(random: Random, instance: unknown): Buffer {
  const value = random.chance(0.8) ? mutatedValue(random, instance) : instance;
  const bytes = Buffer.from(JSON.stringify(value) ?? '');
  return random.chance(0.2) ? mutatedBytes(random, bytes) : bytes;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const text = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined');

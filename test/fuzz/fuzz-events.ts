import { subjects } from '@deskhook/contracts';
import { sampleEvent } from '@deskhook/dialects';
import { EVENT_TYPES, isCatalogueType } from '@deskhook/domain';
import { headers as natsHeaders, type MsgHdrs } from '@nats-io/transport-node';
import { z } from 'zod';
import { GatewayClient } from '../../tools/demo/gateway-client.js';
import { Random } from '../chaos/random.js';
import { unsettledEvents } from './event-fates.js';
import { FAULTS_MAX, MEMORY_SAMPLES, type FuzzResult, type FuzzSettings } from './fuzz-result.js';
import type { FuzzStack } from './fuzz-stack.js';
import { growth, residentMib } from './memory.js';
import { mutatedBytes, mutatedValue, oddValue } from './mutate.js';
import { startSink } from './sink.js';

const TENANT = 'acme';
const AT_ONCE = 64;
const HTTP_SHARE = 0.25;
const MEDIA_TYPES = [
  'application/cloudevents+json',
  'application/json',
  'application/cloudevents-batch+json',
  'text/plain',
  'application/json; charset=utf-16',
  '',
] as const;

interface Case {
  readonly type: string;
  readonly body: Buffer;
  /** CloudEvents attributes beside the body, as binary mode has them. */
  readonly attributes: Readonly<Record<string, string>> | null;
}

/** Malformed CloudEvents, into EVENTS and over HTTP: each ends as evaluated, or in the dead letters with a reason. */
export async function fuzzEvents(stack: FuzzStack, settings: FuzzSettings): Promise<FuzzResult> {
  const { cases, seed } = settings;
  await using sink = await startSink();
  await configure(stack, sink.url);
  const faults: string[] = [];
  const memory: number[] = [];
  const answers: Record<string, number> = {};
  for (let nth = 0; nth < cases; nth += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, cases - nth) }, (_, place) => nth + place);
    const outcomes = await Promise.all(some.map((one) => send(stack, seed, one)));
    for (const { answer, fault } of outcomes) {
      answers[answer] = (answers[answer] ?? 0) + 1;
      if (fault !== null && faults.length < FAULTS_MAX) faults.push(fault);
    }
    if (nth % samplesEvery(cases) < AT_ONCE) memory.push(await residentMib(stack.process.pid));
  }
  const fates = await unsettledEvents(stack.broker);
  const grown = growth(memory);
  return {
    name: 'events',
    cases,
    seed,
    figures: { ...answers, ...fates.figures, 'MiB at the end': memory.at(-1) ?? 0 },
    faults: [...faults, ...fates.faults, ...(grown === null ? [] : [grown]), ...(await stack.crashes())],
  };
}

const samplesEvery = (cases: number): number => Math.max(AT_ONCE, Math.ceil(cases / MEMORY_SAMPLES));

async function configure({ gatewayUrl, rootKey }: FuzzStack, url: string): Promise<void> {
  const gateway = new GatewayClient(gatewayUrl, rootKey);
  await gateway.call('PUT', `/v1/tenants/${TENANT}`, z.unknown(), { name: 'Acme' });
  const dialects = ['standard', 'supportcandy', 'supportbee', 'supportgenix', 'movidesk', 'cloudevents'];
  for (const dialect of dialects)
    await gateway.call('POST', `/v1/tenants/${TENANT}/subscriptions`, z.unknown(), {
      name: dialect,
      dialect,
      urls: [`${url}/${dialect}`],
      events: ['*'],
      delivery: { retrySchedule: [], maxConcurrency: 100 },
      condition: dialect === 'standard' ? ODD_CONDITION : null,
    });
}

/** Reads much of the event, and is true of all. */
const ODD_CONDITION = {
  any: [
    { field: 'ticket.subject', op: 'matches', value: '(a+)+b' },
    { field: 'ticket.status.slug', op: 'changed_to', value: 'closed' },
    { field: 'ticket.timestamps.created', op: 'older_than', value: 'P1D' },
    { not: { field: 'ticket.tags', op: 'contains', value: 'nothing of the kind' } },
  ],
};

async function send(
  stack: FuzzStack,
  seed: number,
  nth: number,
): Promise<{ readonly answer: string; readonly fault: string | null }> {
  const random = new Random(seed * 1_000_003 + nth);
  const made = madeCase(random, seed, nth);
  const about = `events, seed ${seed}, case ${nth}`;
  return random.chance(HTTP_SHARE) ? sendByHttp(stack, random, made, about) : sendByNats(stack, made, about);
}

function madeCase(random: Random, seed: number, nth: number): Case {
  const type = random.pick(asTuple(EVENT_TYPES));
  const whole = sampleEvent(
    isCatalogueType(type) ? type : 'ticket.created',
    TENANT,
    `fuzz-${seed}-${nth}`,
    new Date(),
  );
  const kind = random.next();
  if (kind < 0.2) {
    const { data, ...attributes } = whole;
    const odd = random.chance(0.5) ? { ...attributes, [headerName(random)]: headerText(random) } : attributes;
    const body = mutatedBytes(random, Buffer.from(JSON.stringify(mutatedValue(random, data))));
    return { type, body, attributes: texts(odd) };
  }
  const value = kind < 0.3 ? whole : mutatedValue(random, whole);
  const text = Buffer.from(JSON.stringify(value) ?? '');
  return { type, body: kind < 0.65 ? text : mutatedBytes(random, text), attributes: null };
}

async function sendByNats({ broker }: FuzzStack, { type, body, attributes }: Case, about: string) {
  const carried: { headers?: MsgHdrs } = {};
  if (attributes !== null) {
    carried.headers = natsHeaders();
    for (const [name, value] of Object.entries(attributes))
      carried.headers.set(`ce-${name}`, value.replaceAll(/[\r\n]/g, ' '));
  }
  try {
    await broker.js.publish(subjects.event(TENANT, type), body, { ...carried, timeout: 20_000 });
    return { answer: 'published', fault: null };
  } catch (error) {
    return { answer: 'not published', fault: `${about}: ${String(error)}` };
  }
}

async function sendByHttp(stack: FuzzStack, random: Random, { body, attributes }: Case, about: string) {
  const contentType = random.pick(MEDIA_TYPES);
  const headers = new Headers({ authorization: `Bearer ${stack.rootKey}` });
  if (contentType !== '') headers.set('content-type', contentType);
  for (const [name, value] of Object.entries(attributes ?? {}))
    if (/^[\w-]+$/.test(name)) headers.set(`ce-${name}`, encodeURIComponent(value).slice(0, 2_000));
  const url = `${stack.gatewayUrl}/v1/tenants/${TENANT}/events`;
  try {
    const response = await fetch(url, { method: 'POST', headers, body: new Uint8Array(body) });
    const text = await response.text();
    const isGood = response.status < 500 && (response.ok || isProblem(text));
    const fault = isGood ? null : `${about}: HTTP ${response.status} ${text.slice(0, 300)}`;
    return { answer: `HTTP ${response.status}`, fault };
  } catch (error) {
    return { answer: 'no answer', fault: `${about}: ${String(error)}` };
  }
}

const problemSchema = z.object({ type: z.string(), title: z.string(), status: z.number() });

/** RFC 9457. */
export function isProblem(text: string): boolean {
  try {
    return problemSchema.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}

function texts(values: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}

const headerName = (random: Random): string =>
  String(oddValue(random))
    .replaceAll(/[^a-z0-9-]/gi, '')
    .slice(0, 60) || 'odd';
const headerText = (random: Random): string =>
  String(oddValue(random))
    .replaceAll(/[^\x20-\x7e]/g, '?')
    .slice(0, 3_000);

function asTuple<T>(list: readonly T[]): readonly [T, ...T[]] {
  const [first, ...rest] = list;
  if (first === undefined) throw new RangeError('an empty list');
  return [first, ...rest];
}

import { CONSUMERS, deadLetterHeaderSchema, evaluationSchema, HEADERS, STREAMS } from '@deskhook/contracts';
import type { Broker } from '@deskhook/messaging';
import { DeliverPolicy } from '@nats-io/jetstream';
import { TimeoutError, waitUntil } from '../../tools/local-stack/wait-until.js';
import { FAULTS_MAX } from './fuzz-result.js';

const SETTLED_MS_MAX = 600_000;

/** What became of every message of EVENTS: evaluated, or refused with a reason; anything else is a fault. */
export async function unsettledEvents(
  broker: Broker,
): Promise<{ readonly figures: Record<string, number>; readonly faults: string[] }> {
  const open = await untilEvaluated(broker);
  const last = (await broker.jsm.streams.info(STREAMS.events)).state.last_seq;
  const evaluated = await sequences(
    broker,
    'evaluations.*',
    STREAMS.deliveries,
    (header) => evaluationSchema.safeParse(header(HEADERS.evaluation)).data?.sequence,
  );
  const refused = await sequences(broker, 'dead.>', STREAMS.dead, (header) => {
    const { data } = deadLetterHeaderSchema.safeParse(header(HEADERS.deadLetter));
    return data?.stream === STREAMS.events && data.detail !== '' ? data.sequence : undefined;
  });
  const faults = open === null ? [] : [open];
  for (let sequence = 1; sequence <= last && faults.length < FAULTS_MAX; sequence++)
    if (!evaluated.has(sequence) && !refused.has(sequence))
      faults.push(`the event at ${sequence} of EVENTS was neither evaluated nor refused`);
  return { figures: { 'events stored': last, evaluated: evaluated.size, refused: refused.size }, faults };
}

async function untilEvaluated(broker: Broker): Promise<string | null> {
  let open = '';
  try {
    await waitUntil(
      async () => {
        const info = await broker.jsm.consumers.info(STREAMS.events, CONSUMERS.evaluatorEvents);
        open = `${info.num_pending} events pending, ${info.num_ack_pending} unsettled`;
        return info.num_pending + info.num_ack_pending === 0 ? true : undefined;
      },
      { what: 'every event to be settled', timeoutMs: SETTLED_MS_MAX, pollMs: 500 },
    );
    return null;
  } catch (error) {
    if (error instanceof TimeoutError) return open;
    throw error;
  }
}

async function sequences(
  broker: Broker,
  filter: string,
  stream: string,
  read: (header: (name: string) => unknown) => number | undefined,
): Promise<ReadonlySet<number>> {
  const found = new Set<number>();
  const consumer = await broker.js.consumers.get(stream, {
    filter_subjects: filter,
    deliver_policy: DeliverPolicy.All,
    headers_only: true,
  });
  let { num_pending: left } = await consumer.info();
  if (left === 0) return found;
  for await (const message of await consumer.consume()) {
    const sequence = read((name) => parseJson(message.headers?.get(name) ?? ''));
    if (sequence !== undefined) found.add(sequence);
    if (--left === 0) break;
  }
  return found;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

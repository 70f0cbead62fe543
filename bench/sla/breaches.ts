import { STREAMS, subjects } from '@deskhook/contracts';
import type { Broker } from '@deskhook/messaging';
import { z } from 'zod';
import { waitUntil } from '../../tools/local-stack/wait-until.js';
import { TENANT } from './ticket-timer.js';

const SUBJECT = subjects.event(TENANT, 'sla.breached');
const READ_MS_MAX = 120_000;
const TOLD_MS_MAX = 10 * 60_000;
const POLL_MS = 50;
/** Nothing more comes after so long when all were told, or when some are missing. */
const QUIET_MS = { complete: 3_000, incomplete: 30_000 } as const;

const breachSchema = z.object({ id: z.string(), data: z.object({ ticket: z.object({ id: z.number() }) }) });

/** A breach as the event stream holds it; `at` is when the broker stored it, in epoch milliseconds. */
export interface Breach {
  readonly id: string;
  readonly ticket: number;
  readonly at: number;
}

/** How many there are; undefined while the broker cannot say. */
export async function countBreaches({ jsm }: Broker): Promise<number | undefined> {
  const info = await jsm.streams.info(STREAMS.events, { subjects_filter: SUBJECT }).catch(() => undefined);
  return info === undefined ? undefined : (info.state.subjects?.[SUBJECT] ?? 0);
}

/** Waits until there are so many and no more come, or none have come for long, and reads them all. */
export async function breachesOnceQuiet(broker: Broker, expected: number): Promise<Breach[]> {
  let [known, since] = [-1, 0];
  const isQuiet = async (): Promise<true | undefined> => {
    const count = await countBreaches(broker);
    if (count === undefined) return undefined;
    if (count !== known) [known, since] = [count, performance.now()];
    const quietMs = count >= expected ? QUIET_MS.complete : QUIET_MS.incomplete;
    return performance.now() - since >= quietMs ? true : undefined;
  };
  await waitUntil(isQuiet, { what: 'the last breach', timeoutMs: TOLD_MS_MAX, pollMs: POLL_MS });
  return readBreaches(broker, known);
}

/** The first so many, in the order of the stream. */
async function readBreaches(broker: Broker, count: number): Promise<Breach[]> {
  const breaches: Breach[] = [];
  if (count === 0) return breaches;
  const consumer = await broker.js.consumers.get(STREAMS.events, { filter_subjects: SUBJECT });
  const messages = await consumer.consume({ abort_on_missing_resource: true });
  const timer = setTimeout(() => void messages.close(), READ_MS_MAX);
  for await (const message of messages) {
    const { id, data } = breachSchema.parse(message.json());
    breaches.push({ id, ticket: data.ticket.id, at: message.info.timestampNanos / 1e6 });
    if (breaches.length >= count) break;
  }
  clearTimeout(timer);
  if (breaches.length < count) throw new Error(`only ${breaches.length} of ${count} breaches could be read`);
  return breaches;
}

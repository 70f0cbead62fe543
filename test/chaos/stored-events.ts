import { STREAMS } from '@deskhook/contracts';
import type { Broker } from '@deskhook/messaging';
import { z } from 'zod';
import type { EventFacts } from './scenario.js';
import type { OrderedEvent } from './verify-order.js';

const idSchema = z.object({ id: z.string() });

/** The accepted events with their places in EVENTS; what was published twice has that of the first time. */
export async function withSequences(
  broker: Broker,
  accepted: readonly EventFacts[],
): Promise<OrderedEvent[]> {
  const places = await firstPlaces(broker);
  return accepted.flatMap((event) => {
    const sequence = places.get(keyOf(event.tenant, event.id));
    return sequence === undefined ? [] : [{ ...event, sequence }];
  });
}

async function firstPlaces(broker: Broker): Promise<ReadonlyMap<string, number>> {
  const places = new Map<string, number>();
  const { last_seq: last, messages } = (await broker.jsm.streams.info(STREAMS.events)).state;
  if (messages === 0) return places;
  const consumer = await broker.js.consumers.get(STREAMS.events);
  for await (const message of await consumer.consume()) {
    const event = idSchema.safeParse(message.json());
    const tenant = message.subject.split('.')[1] ?? '';
    const key = keyOf(tenant, event.data?.id ?? '');
    if (!places.has(key)) places.set(key, message.seq);
    if (message.seq >= last) break;
  }
  return places;
}

const keyOf = (tenant: string, id: string): string => `${tenant} ${id}`;

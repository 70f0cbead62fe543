import type { StreamName } from '@deskhook/contracts';
import type { Broker } from './nats-connection.js';
import { PublishError } from './publisher.js';

/** Takes the schedule of a subject away. One that is firing at this moment may fire all the same (jetstream page, "Race"). */
export async function cancelSchedule(broker: Broker, stream: StreamName, subject: string): Promise<void> {
  try {
    await broker.jsm.streams.purge(stream, { filter: subject });
  } catch (cause) {
    throw new PublishError(`the broker did not cancel the schedule on ${subject}`, { cause });
  }
}

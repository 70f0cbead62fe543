import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { startNatsServer } from '../../../test/support/nats.js';
import { checkStreams, ensureStreams } from './ensure-streams.js';
import { connectBroker } from './nats-connection.js';

const SETTINGS = { replicas: 1, bytesMax: 16 * 1024 * 1024 };
const REPLICAS = 8;
/** Each round begins them at other distances: what one makes between another's look and its deed is found in many. */
const ROUNDS = 20;

it('lets replicas that boot at the same time make everything together', async () => {
  const server = await startNatsServer();
  const brokers = await Promise.all(
    Array.from({ length: REPLICAS }, (_, index) =>
      connectBroker({ url: server.url, name: `replica-${index}` }),
    ),
  );
  for (let round = 0; round < ROUNDS; round += 1) {
    const boots = brokers.map(async (broker, index) => {
      await delay((index * round) / 4);
      await ensureStreams(broker, SETTINGS);
    });
    await Promise.all(boots);
    await Promise.all(
      brokers.map((broker) => expect(checkStreams(broker, SETTINGS)).resolves.toBeUndefined()),
    );
    const [first] = brokers;
    for await (const { config } of first?.jsm.streams.list() ?? [])
      await first?.jsm.streams.delete(config.name);
  }
  await Promise.all(brokers.map(({ connection }) => connection.close()));
  await server.stop();
}, 120_000);

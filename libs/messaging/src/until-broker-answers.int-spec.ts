import { expect, it } from '@jest/globals';
import { STREAMS } from '@deskhook/contracts';
import { startNatsServer } from '../../../test/support/nats.js';
import { ensureStreams } from './ensure-streams.js';
import { connectBroker } from './nats-connection.js';
import { untilBrokerAnswers } from './until-broker-answers.js';

it('waits at boot for a broker that died right after the connection was made', async () => {
  const server = await startNatsServer();
  const broker = await connectBroker({ url: server.url, name: 'test' });
  await server.kill9();
  const streams = ensureStreams(broker, { replicas: 1, bytesMax: 2 ** 26 });
  await server.restart();
  await streams;
  expect((await broker.jsm.streams.info(STREAMS.events)).config.name).toBe(STREAMS.events);
  await broker.connection.close();
  await server.stop();
}, 120_000);

it('does not repeat what the broker refuses', async () => {
  const server = await startNatsServer();
  const broker = await connectBroker({ url: server.url, name: 'test' });
  const refused = untilBrokerAnswers(() => broker.jsm.streams.info('NONE'));
  await expect(refused).rejects.toThrow('stream not found');
  await broker.connection.close();
  await server.stop();
}, 120_000);

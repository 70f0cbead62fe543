import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CONSUMERS, STREAMS, TIMER_CONSUMERS, TIMER_STREAMS, timersDueFilter } from '@deskhook/contracts';
import { TIMER_SHARDS } from '@deskhook/domain';
import { AckPolicy, RetentionPolicy } from '@nats-io/jetstream';
import { startNatsServer, type NatsServer } from '../../../test/support/nats.js';
import { ensureConsumer } from './consumer-declaration.js';
import { ensureStreams } from './ensure-streams.js';
import { connectBroker, type Broker } from './nats-connection.js';

let nats: NatsServer;
let broker: Broker;
beforeAll(async () => {
  nats = await startNatsServer();
  broker = await connectBroker({ url: nats.url, name: 'test' });
});
afterAll(async () => {
  await broker.connection.close();
  await nats.stop();
});

test('one stream of timers, as it was before, becomes the first shard', async () => {
  await broker.jsm.streams.add({
    name: STREAMS.timers,
    subjects: ['timers.set.>', 'timers.due.>'],
    retention: RetentionPolicy.Workqueue,
    allow_msg_schedules: true,
    allow_msg_ttl: true,
    allow_direct: true,
  });
  await broker.jsm.consumers.add(STREAMS.timers, {
    durable_name: CONSUMERS.schedulerTimers,
    ack_policy: AckPolicy.Explicit,
    filter_subject: 'timers.due.>',
  });
  for (let boot = 0; boot < 2; boot++) {
    await ensureStreams(broker, { replicas: 1, bytesMax: 16 * 1024 * 1024 });
    for (const shard of TIMER_SHARDS) {
      const declaration = {
        durable: TIMER_CONSUMERS[shard],
        stream: TIMER_STREAMS[shard],
        filter: timersDueFilter(shard),
        concurrency: 1,
        ackPendingMax: 10,
      };
      await ensureConsumer(broker.jsm, declaration, { ackWaitMs: 30_000, replicas: 1 });
    }
  }
  for (const shard of TIMER_SHARDS) {
    const ack = await broker.js.publish(`timers.due.${shard}.acme`, '');
    expect(ack.stream).toBe(TIMER_STREAMS[shard]);
    const { num_pending } = await broker.jsm.consumers.info(TIMER_STREAMS[shard], TIMER_CONSUMERS[shard]);
    expect(num_pending).toBe(1);
  }
  await expect(broker.jsm.consumers.info(STREAMS.timers, CONSUMERS.schedulerTimers)).resolves.toMatchObject({
    config: { filter_subject: 'timers.due.0.>' },
  });
});

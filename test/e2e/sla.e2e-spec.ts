import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TIMER_STREAMS } from '@deskhook/contracts';
import { connectBroker, ensureStreams, type Broker } from '@deskhook/messaging';
import { startService, type RunningService } from '@deskhook/runtime';
import { z } from 'zod';
import { schedulerService } from '../../services/scheduler/src/index.js';
import { waitUntil } from '../../tools/local-stack/wait-until.js';
import { anEvent } from '../support/events.js';
import { publishEvent } from '../support/hot-path.js';
import { startNatsServer, type NatsServer } from '../support/nats.js';

const breachSchema = z.object({
  id: z.string(),
  type: z.literal('sla.breached'),
  data: z.object({
    ticket: z.object({ id: z.number() }),
    sla: z.object({ metric: z.string(), due: z.string() }),
  }),
});
type Breach = z.infer<typeof breachSchema>;

describe('due instants that a helpdesk states', () => {
  let nats: NatsServer;
  let broker: Broker;
  let scheduler: RunningService;
  const env = () => ({
    DESKHOOK_NATS_URL: nats.url,
    DESKHOOK_LOG_LEVEL: 'silent',
    DESKHOOK_STREAM_MIB_MAX: '64',
  });
  const breaches: Breach[] = [];

  beforeAll(async () => {
    nats = await startNatsServer();
    broker = await connectBroker({ url: nats.url, name: 'test' });
    await ensureStreams(broker, { replicas: 1, bytesMax: 64 * 1024 * 1024 });
    scheduler = await startService(schedulerService, env());
    const consumer = await broker.js.consumers.get('EVENTS', { filter_subjects: 'events.acme.sla.breached' });
    await consumer.consume({ callback: (message) => void breaches.push(breachSchema.parse(message.json())) });
  });
  afterAll(async () => {
    await scheduler.stop();
    await broker.connection.close();
    await nats.stop();
  });

  const publish = (id: number, dueInMs: number, overrides: object = {}) => {
    const due = new Date(Date.now() + dueInMs).toISOString();
    const ticket = { id, subject: 'x', status: { id: 1, base: 'new' }, sla: { solution_due: due } };
    const event = anEvent({
      type: 'ticket.updated',
      time: new Date().toISOString(),
      data: { ticket },
      ...overrides,
    });
    return publishEvent(broker, event, 'acme').then(() => due);
  };
  const breachOf = (ticket: number) =>
    waitUntil(() => breaches.find((one) => one.data.ticket.id === ticket), {
      what: `the breach of ${ticket}`,
      timeoutMs: 60_000,
    });

  test('an instant that passes becomes an event, never early', async () => {
    const due = await publish(1, 700);
    const breach = await breachOf(1);
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(due));
    expect(breach.data).toMatchObject({ ticket: { id: 1 }, sla: { metric: 'solution', due } });
  });

  test('a ticket that is closed in time, and one whose instant moved, give none for the old instant', async () => {
    await publish(2, 1_000);
    await publish(2, 1_000, { type: 'ticket.closed' });
    await publish(3, 1_000);
    const moved = await publish(3, 2_000);
    expect((await breachOf(3)).data.sla.due).toBe(moved);
    expect(breaches.filter((one) => one.data.ticket.id === 2)).toEqual([]);
    expect(breaches.filter((one) => one.data.ticket.id === 3)).toHaveLength(1);
  });

  test('an instant that passes while scheduler and broker are down fires when they are back', async () => {
    await publish(4, 1_500);
    await waitUntil(async () => ((await schedules(broker)) > 0 ? true : undefined), {
      what: 'the schedule',
      timeoutMs: 60_000,
    });
    await scheduler.stop();
    await nats.kill9();
    await nats.restart();
    scheduler = await startService(schedulerService, env());
    await breachOf(4);
    expect(breaches.filter((one) => one.data.ticket.id === 4)).toHaveLength(1);
  });
});

/** Messages in all shards of the timers. */
async function schedules(broker: Broker): Promise<number> {
  const infos = await Promise.all(TIMER_STREAMS.map((stream) => broker.jsm.streams.info(stream)));
  return infos.reduce((sum, { state }) => sum + state.messages, 0);
}

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BUCKETS, openMark, SLA_MARKS } from '@deskhook/contracts';
import { connectBroker, ensureStreams, MarkedBucket, type Broker } from '@deskhook/messaging';
import { pino } from 'pino';
import { startNatsServer, type NatsServer } from '../../../test/support/nats.js';
import { waitUntil } from '../../../test/support/processes.js';
import type { OpenClocks } from './open-clocks.js';
import { OPEN_CLOCKS_LIMITS, OpenClocksView, type OpenClocksLimits } from './open-clocks.view.js';

const MEBIBYTE = 1024 * 1024;
const WAIT = { what: 'the view', timeoutMs: 60_000 };

describe('the open clocks of tenants in memory', () => {
  let nats: NatsServer;
  let broker: Broker;
  let bucket: MarkedBucket;
  const views: OpenClocksView[] = [];
  beforeAll(async () => {
    nats = await startNatsServer();
    broker = await connectBroker({ url: nats.url, name: 'test' });
    await ensureStreams(broker, { replicas: 1, bytesMax: 64 * MEBIBYTE });
    bucket = new MarkedBucket(broker, BUCKETS.timers);
  });
  afterAll(async () => {
    await Promise.all(views.map((view) => view.onApplicationShutdown()));
    await broker.connection.close();
    await nats.stop();
  });

  function aView(limits: Partial<OpenClocksLimits> = {}): OpenClocksView {
    const view = new OpenClocksView(broker, { ...OPEN_CLOCKS_LIMITS, ...limits }, pino({ level: 'silent' }));
    views.push(view);
    return view;
  }

  async function write(key: string, mark: string | null): Promise<void> {
    const marks: Readonly<Record<string, string>> = mark === null ? {} : { [SLA_MARKS.open]: mark };
    await bucket.replace(key, await bucket.read(key), '{"text":"is not read"}', { marks, keepMs: null });
  }

  const one = (due: number | null) => openMark([{ metric: 'resolution', due }]);
  const keysOf = (clocks: OpenClocks) => [...clocks.tickets()].map(([key]) => key).toSorted();
  const until = (isThere: () => boolean) => waitUntil(async () => isThere() || undefined, WAIT);

  it('are those of the states, of one tenant, as they change', async () => {
    await write('acme.1', one(1));
    await write('acme.2', one(null));
    await write('acme.3', openMark([]));
    await write('acme-2.1', one(1));
    const clocks = await aView().of('acme');
    expect([...clocks.tickets()]).toEqual([
      ['acme.1', [{ metric: 'resolution', due: 1 }]],
      ['acme.2', [{ metric: 'resolution', due: null }]],
    ]);
    expect(clocks.isComplete).toBe(true);
    await write('acme.1', one(2));
    await write('acme.2', openMark([]));
    await write('acme.4', one(4));
    await until(() => keysOf(clocks).join() === 'acme.1,acme.4');
    await bucket.remove('acme.4', await bucket.read('acme.4'));
    await until(() => keysOf(clocks).join() === 'acme.1');
    expect([...clocks.tickets()]).toEqual([['acme.1', [{ metric: 'resolution', due: 2 }]]]);
  });

  it('are not complete while a state does not say which they are', async () => {
    await write('old.1', null);
    await write('old.2', 'resolution:soon');
    const clocks = await aView().of('old');
    expect([keysOf(clocks), clocks.isComplete]).toEqual([[], false]);
    await write('old.1', one(1));
    await write('old.2', openMark([]));
    await until(() => clocks.isComplete);
    expect(keysOf(clocks)).toEqual(['old.1']);
  });

  it('are not complete where there is no room for more', async () => {
    for (const id of [1, 2, 3]) await write(`full.${id}`, one(id));
    const clocks = await aView({ ticketsMax: 2 }).of('full');
    expect([keysOf(clocks), clocks.isComplete]).toEqual([['full.1', 'full.2'], false]);
  });

  it('take no more room where states do not say which they are', async () => {
    for (const id of [1, 2]) await write(`unsaid.${id}`, null);
    for (const id of [3, 4]) await write(`unsaid.${id}`, one(id));
    const clocks = await aView({ ticketsMax: 3 }).of('unsaid');
    expect([keysOf(clocks), clocks.isComplete]).toEqual([['unsaid.3'], false]);
    await write('unsaid.1', openMark([]));
    await write('unsaid.4', one(5));
    await until(() => keysOf(clocks).join() === 'unsaid.3,unsaid.4');
  });

  it('are read once more when there is room again', async () => {
    for (const id of [1, 2, 3, 4]) await write(`cut.${id}`, one(id));
    const view = aView({ ticketsMax: 3, idleMs: 500 });
    expect((await view.of('cut')).isComplete).toBe(false);
    for (const id of [1, 2]) await write(`cut.${id}`, openMark([]));
    const anew = await waitUntil(async () => {
      const clocks = await view.of('cut');
      return clocks.isComplete ? clocks : undefined;
    }, WAIT);
    expect(keysOf(anew)).toEqual(['cut.3', 'cut.4']);
  });

  it('make room for those of a tenant that is asked for now', async () => {
    for (const id of [1, 2]) await write(`first.${id}`, one(id));
    for (const id of [1, 2]) await write(`second.${id}`, one(id));
    const view = aView({ ticketsMax: 3 });
    const first = await view.of('first');
    const second = await view.of('second');
    expect([keysOf(first), first.isComplete]).toEqual([[], false]);
    expect([keysOf(second), second.isComplete]).toEqual([['second.1', 'second.2'], true]);
    const again = await view.of('first');
    expect([keysOf(again), again.isComplete]).toEqual([['first.1', 'first.2'], true]);
  });

  it('are left alone once nobody asks for them any more', async () => {
    await write('idle.1', one(1));
    const view = aView({ idleMs: 50 });
    const clocks = await view.of('idle');
    expect(keysOf(clocks)).toEqual(['idle.1']);
    await until(() => !clocks.isComplete);
    const anew = await view.of('idle');
    expect(anew).not.toBe(clocks);
    expect([keysOf(anew), anew.isComplete]).toEqual([['idle.1'], true]);
  });
});

import { afterEach, expect, test } from '@jest/globals';
import type { Broker } from '@deskhook/messaging';
import { z } from 'zod';
import { projectRoot } from '../../tools/local-stack/project-root.js';
import { startProcess, waitUntil, type ManagedProcess } from '../support/processes.js';
import { SlaWorld } from '../support/sla-world.js';

const TICKETS = 300;
const KILLS = 4;
const SECOND = 1_000;
const toldSchema = z.object({ id: z.string(), data: z.object({ ticket: z.object({ id: z.number() }) }) });

const cleanup: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of cleanup.splice(0).toReversed()) await end();
});

/** A scheduler as a process of its own, which can be killed. */
function startScheduler(world: SlaWorld): Promise<ManagedProcess> {
  return startProcess({
    name: 'scheduler',
    command: process.execPath,
    args: [`${projectRoot()}/dist/services/main.js`, 'scheduler'],
    env: { ...world.env, PATH: process.env['PATH'], DESKHOOK_ACK_WAIT_MS: '2000' },
  });
}

/** Every breach in the stream, with the ids that it was told under. */
async function toldIds(broker: Broker): Promise<ReadonlyMap<number, ReadonlySet<string>>> {
  const consumer = await broker.js.consumers.get('EVENTS', { filter_subjects: 'events.acme.sla.breached' });
  const { num_pending } = await consumer.info();
  const found = new Map<number, Set<string>>();
  if (num_pending === 0) return found;
  for await (const message of await consumer.fetch({ max_messages: num_pending, expires: 5 * SECOND })) {
    const { id, data } = toldSchema.parse(message.json());
    found.set(data.ticket.id, (found.get(data.ticket.id) ?? new Set()).add(id));
  }
  return found;
}

const untilInstant = (at: number) =>
  waitUntil(() => (Date.now() >= at ? true : undefined), { what: 'the instant', timeoutMs: 60 * SECOND });

test('kill -9 of schedulers and broker while timers fall due: every one is told, none under two ids', async () => {
  const world = await SlaWorld.start({ syncInterval: 'always' });
  cleanup.push(() => world.close());
  const schedulers = [await startScheduler(world), await startScheduler(world)];
  cleanup.push(() => Promise.all(schedulers.map((scheduler) => scheduler.kill9())));
  await world.putPolicy('acme', {
    targets: { resolution: { default: 'PT10M' } },
    warnings: [{ before: 'PT1S' }],
  });
  const tickets = Array.from({ length: TICKETS }, (_, index) => index + 1);
  const status = { id: 1, slug: 'open', base: 'new' };
  // They fall due from 8 to 14 seconds from now, 50 a second.
  const agoOf = (ticket: number) => 600 * SECOND - 8 * SECOND - ticket * 20;
  await Promise.all(
    tickets.map((ticket) =>
      world.happens('acme', { ticket, agoMs: agoOf(ticket), type: 'ticket.created', says: { status } }),
    ),
  );
  const firstDue = Date.now() + 8 * SECOND;
  await world.settled();
  for (let kill = 0; kill < KILLS; kill++) {
    await untilInstant(firstDue + kill * 1.5 * SECOND);
    const victim = kill % 2;
    await schedulers[victim]?.kill9();
    if (kill % 2 === 1) {
      await world.nats.kill9();
      await world.nats.restart();
    }
    schedulers[victim] = await startScheduler(world);
  }
  const all = async () => {
    const told = await toldIds(world.broker).catch(() => new Map());
    return told.size === TICKETS ? told : undefined;
  };
  const told = await waitUntil(all, { what: 'every breach', timeoutMs: 90 * SECOND, pollMs: 500 });
  expect([...told.values()].every((ids) => ids.size === 1)).toBe(true);
}, 180_000);

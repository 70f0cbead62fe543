import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createPublisher, type Obstacle } from '@deskhook/publisher';
import { startHotPath, type HotPath } from '../support/hot-path.js';
import { waitUntil } from '../support/processes.js';
import { startReceiver, type Receiver } from '../support/receiver.js';

let path: HotPath;
let receiver: Receiver;
beforeAll(async () => {
  path = await startHotPath();
  receiver = await startReceiver();
  await path.putTenant('acme');
  await path.putSubscription({ id: 'all', urls: [receiver.url] });
});
afterAll(async () => {
  await receiver.close();
  await path.close();
});

it('loses nothing and doubles nothing while the broker is killed and comes back', async () => {
  const pauses: Obstacle[] = [];
  const onRetry = (obstacle: Obstacle) => pauses.push(obstacle);
  const publisher = createPublisher({ servers: path.nats.url, tenant: 'acme', onRetry });
  const publish = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) =>
      publisher.publish('ticket.created', { ticket: { id: from + index } }),
    );
  const first = publish(0, 300);
  await first[0];
  await path.nats.kill9();
  const second = publish(300, 100);
  await waitUntil(() => pauses[0], { what: 'the loss of the connection', timeoutMs: 60_000 });
  await path.nats.restart();
  const events = await Promise.all([...first, ...second]);
  const ids = events.map(({ event }) => event.id).toSorted();
  await receiver.received(400);
  const told = receiver.requests.map(({ body }): string => JSON.parse(body.toString()).id);
  expect([...new Set(told)].toSorted()).toEqual(ids);
  // A second request for the same event is the same delivery, so that receivers know it.
  const deliveries = new Set(receiver.requests.map(({ headers }) => headers['webhook-id']));
  expect(deliveries.size).toBe(400);
  expect(await publisher.close()).toEqual({ notStored: [] });
}, 120_000);

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fill, type Filled } from './console-world-fill.js';
import { startConsoleWorld, type ConsoleWorld } from './console-world.js';

const MINUTES_2 = 120_000;

describe('what the console is shown with', () => {
  let world: ConsoleWorld;
  let filled: Filled;
  beforeAll(async () => {
    world = await startConsoleWorld();
    filled = await fill(world);
  }, MINUTES_2);
  afterAll(() => world.close());

  it('has deliveries of every outcome', async () => {
    const ledger = await world.call('GET', '/ledger');
    expect(ledger).toMatchObject({ accepted: expect.any(Number), unexplained: 0 });
    for (const status of ['delivered', 'retrying', 'dead', 'cancelled'])
      expect(await world.listed(`/deliveries?status=${status}`, 1)).not.toEqual([]);
  });

  it('has a subscription whose endpoint is gone, and one that nobody has activated', async () => {
    const gone = await world.call('GET', `/subscriptions/${filled.subscription('gone')}`);
    expect(gone).toMatchObject({ status: 'inactive', disabledUrls: [{ url: gone.urls[0] }] });
    expect(await world.listed('/subscriptions?status=inactive', 2)).toHaveLength(2);
  });

  it('has clocks that run, stand still and are overdue', async () => {
    for (const status of ['running', 'paused', 'breached'])
      expect(await world.listed(`/sla-clocks?status=${status}`, 1)).not.toEqual([]);
  });
});

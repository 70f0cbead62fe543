import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startLog, type Log } from '../../../../test/support/logs/log.js';
import { ReplayWorkRepository } from './replay-work.repository.js';
import { ReplaysRepository } from './replays.repository.js';

const HOLD_MS = 60_000;
const NOTHING = { replayed: 0, failed: 0, skippedBy: {}, failures: [] };
const BATCH = [
  { id: 'dlv_one', at: '2026-02-17T14:45:00.123456+00:00', number: 2 },
  { id: 'dlv_two', at: '2026-02-17T14:45:00.123457+00:00', number: 1 },
];

let log: Log;
let replays: ReplaysRepository;
let work: ReplayWorkRepository;
beforeAll(async () => {
  log = await startLog();
  replays = new ReplaysRepository(log.database);
  work = new ReplayWorkRepository(log.database);
});
afterAll(() => log.stop());

const begin = (tenant: string, id: string, selected = 4) =>
  replays.create(
    {
      tenant,
      id,
      kind: 'deliveries',
      filter: { to: '2026-02-18T00:00:00.000Z' },
      perSecond: 0,
      selected,
      startedBy: 'root',
      createdAt: Date.UTC(2026, 1, 18),
    },
    3,
  );
const claim = async (holder: string, holdMs = HOLD_MS) => {
  const claimed = await work.claim(holder, holdMs);
  if (claimed === null) throw new Error('nothing is due');
  return claimed;
};
const turn = { tally: NOTHING, rest: [], pauseMs: 0, waiting: null, faults: 0 };
const empty = () => log.database.query('DELETE FROM logs.replays', []);

it('keeps what was begun until it is known what came of it', async () => {
  await begin('acme', 'rpl_one');
  const first = await claim('a');
  expect(first).toMatchObject({ position: null, batch: null });
  expect(await work.begin(first, 'a', BATCH)).toBe(true);
  expect(await work.settle(first, 'a', { ...turn, rest: 'kept', waiting: 'the broker is away' })).toBe(true);
  expect(await replays.find('acme', 'rpl_one')).toMatchObject({ waiting: 'the broker is away', replayed: 0 });

  const second = await claim('b');
  expect(second).toMatchObject({ batch: BATCH, position: { id: 'dlv_two' } });
  const tally = { ...NOTHING, replayed: 1, skippedBy: { test: 1 }, failures: [] };
  await work.settle(second, 'b', { ...turn, tally });
  const third = await claim('c');
  expect([third.batch, third.position]).toEqual([null, second.position]);
  await work.end(third, 'c', null);
  expect(await replays.find('acme', 'rpl_one')).toMatchObject({
    state: 'done',
    selected: 4,
    replayed: 1,
    skipped: 3,
    skippedBy: { test: 1, changed: 2 },
  });
  expect(await work.claim('d', HOLD_MS)).toBeNull();
  await empty();
});

it('belongs to one process at a time, and to another one when that stands still', async () => {
  await begin('acme', 'rpl_one');
  const slow = await claim('slow', 0);
  const quick = await claim('quick');
  expect(await work.claim('third', HOLD_MS)).toBeNull();
  expect(await work.begin(slow, 'slow', BATCH)).toBe(false);
  expect(await work.begin(quick, 'quick', BATCH)).toBe(true);
  expect(await work.settle(slow, 'slow', { ...turn, tally: { ...NOTHING, replayed: 2 } })).toBe(false);
  expect(await work.settle(quick, 'quick', { ...turn, tally: { ...NOTHING, replayed: 2 } })).toBe(true);
  expect(await replays.find('acme', 'rpl_one')).toMatchObject({ replayed: 2 });
  await empty();
});

it('takes turns between tenants, however many replays one of them has', async () => {
  for (const id of ['rpl_1', 'rpl_2', 'rpl_3']) await begin('acme', id);
  expect(await begin('acme', 'rpl_4')).toBeNull();
  await begin('globex', 'rpl_1');
  const served: string[] = [];
  for (let count = 0; count < 6; count++) {
    const taken = await claim(`turn ${count}`);
    served.push(taken.tenant);
    await work.settle(taken, `turn ${count}`, turn);
  }
  expect(served.filter((tenant) => tenant === 'globex')).toHaveLength(3);
  await empty();
});

it('is nobody’s any more when it was cancelled', async () => {
  await begin('acme', 'rpl_one');
  const taken = await claim('a');
  expect(await replays.cancel('acme', 'rpl_one')).toBe(true);
  expect(await work.begin(taken, 'a', BATCH)).toBe(false);
  expect(await replays.cancel('acme', 'rpl_one')).toBe(false);
  await replays.forget(new Date(Date.now() + 1_000));
  expect(await replays.find('acme', 'rpl_one')).toBeNull();
});

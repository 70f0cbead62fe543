import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { aDelivery, deliveryMessage, TENANT } from '../../../../test/support/logs/fixture.js';
import { startLog, type Log } from '../../../../test/support/logs/log.js';
import { waitUntil } from '../../../../test/support/processes.js';
import { LedgerClaimRepository } from './ledger-claim.repository.js';
import { LedgerTurns } from './ledger-turns.js';
import { OpenDeliveriesRepository } from './open-deliveries.repository.js';

let log: Log;
let claims: LedgerClaimRepository;
beforeAll(async () => {
  log = await startLog();
  claims = new LedgerClaimRepository(log.database);
});
afterAll(() => log.stop());
beforeEach(() =>
  log.database.query(
    `UPDATE logs.ledger_state SET round_at = '-infinity', holder = NULL, held_until = NULL`,
    [],
  ),
);

const replica = (holdMs?: number) => new LedgerTurns(claims, pino({ level: 'silent' }), holdMs);
const heldUntil = async () =>
  Number(
    (
      await log.database.query(
        'SELECT extract(epoch FROM held_until)::float8 AS at FROM logs.ledger_state',
        [],
      )
    )[0]?.['at'],
  );
const never = () => Promise.reject(new Error('two rounds at once'));

it('a round has the books to itself for longer than its claim, and gives them back', async () => {
  const end = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const round = replica(600).take(0, () => {
    begun.resolve();
    return end.promise;
  });
  await begun.promise;
  const first = await heldUntil();
  await waitUntil(async () => (await heldUntil()) > first + 1 || undefined, {
    what: 'a claim that was renewed beyond its time',
    timeoutMs: 60_000,
  });
  expect(await replica().take(0, never)).toBe(false);
  end.resolve();
  expect(await round).toBe(true);
  expect(await replica().take(60_000, never)).toBe(false);
  expect(await replica().take(0, () => Promise.resolve())).toBe(true);
});

it('gives the books back when a round fails', async () => {
  await expect(replica().take(0, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await replica().take(0, () => Promise.resolve())).toBe(true);
});

it('takes over from whoever stands still, who then neither renews nor frees the claim of the other', async () => {
  expect(await claims.begin('still', 0, 0)).toBe(true);
  expect(await claims.begin('other', 60_000, 0)).toBe(true);
  expect(await claims.renew('still', 60_000)).toBe(false);
  await claims.end('still');
  expect(await claims.begin('third', 60_000, 0)).toBe(false);
  expect(await claims.renew('other', 60_000)).toBe(true);
});

it('two looks at the same time are one look', async () => {
  const deliveries = new OpenDeliveriesRepository(log.database);
  await log.deliveries.keep([deliveryMessage(aDelivery())]);
  const place = { tenant: TENANT, status: 'pending', createdAt: '-infinity', id: '' } as const;
  await deliveries.suspect(await deliveries.next(place, 0, 10), 5);
  const [one, two] = [await deliveries.suspects(9, 10), await deliveries.suspects(9, 10)];
  expect(await deliveries.looked(one, 7, 2)).toEqual([]);
  expect(await deliveries.looked(two, 7, 2)).toEqual([]);
  const again = await deliveries.suspects(9, 10);
  expect(again).toMatchObject([{ id: aDelivery().id, looks: 1, attemptsLast: 7 }]);
  expect(await deliveries.looked(again, 8, 2)).toEqual([[TENANT, aDelivery().id]]);
});

import { afterEach, beforeEach, expect, it } from '@jest/globals';
import {
  aDeadLetter,
  aDelivery,
  anEvent,
  aReport,
  BEGIN,
  deadLetterMessage,
  deliveryMessage,
  eventMessage,
  reportMessage,
  TENANT,
} from '../../../../test/support/logs/fixture.js';
import { startLog, type Log } from '../../../../test/support/logs/log.js';
import { LedgerIntakeRepository } from '../ledger/ledger-intake.repository.js';
import { FormerLogRepository } from './former-log.repository.js';

/** Within every bucket that counts what happened at the begin, the shortest one aside. */
const BEFORE = BEGIN + 20_000;
const AT = `to_timestamp(${BEGIN / 1000})`;
/** What is written down by other parts than the consumers. */
const BESIDE = [
  `INSERT INTO logs.replays (tenant, id, kind, filter, per_second, state, selected, started_by, created_at, updated_at, next_at)
   VALUES ('${TENANT}', 'rpl_1', 'deliveries', '{}', 0, 'done', 0, 'root', ${AT}, ${AT}, ${AT})`,
  `INSERT INTO logs.erasures (tenant, id, kind, shown, state, started_by, created_at, updated_at, barrier, progress, next_at)
   VALUES ('${TENANT}', 'ers_1', 'person', '{}', 'done', 'root', ${AT}, ${AT}, '{}', '{}', ${AT})`,
  `INSERT INTO logs.ledger_evaluations VALUES (7, '${TENANT}', 'event-seven', ${AT}, 0, 0)`,
  `INSERT INTO logs.ledger_waiting (sequence, tenant, event_id, accepted_at) VALUES (8, '${TENANT}', 'event-eight', ${AT})`,
  `INSERT INTO logs.ledger_missing (tenant, delivery_id, event_id, accepted_at)
   VALUES ('${TENANT}', 'dlv_9', 'event-nine', ${AT})`,
  `INSERT INTO logs.ledger_suspects (tenant, delivery_id, created_at, number, standing, changed_at, attempts_last)
   VALUES ('${TENANT}', 'dlv_9', ${AT}, 1, 1, ${AT}, 1)`,
  `INSERT INTO logs.ledger_changes (tenant, at, accepted) VALUES ('${TENANT}', date_trunc('minute', ${AT}), 1)`,
];
const TABLES = `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant'
  WHERE c.relnamespace = 'logs'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1`;

let log: Log;
let former: FormerLogRepository;
/** How many rows each table has of the tenant. */
async function rows(): Promise<Record<string, number>> {
  const tables = (await log.database.query(TABLES, [])).map((row) => String(row['name']));
  const counts = tables.map(async (table) => {
    const sql = `SELECT count(*)::int AS count FROM logs.${table} WHERE tenant = $1`;
    return [table, Number((await log.database.query(sql, [TENANT]))[0]?.['count'])] as const;
  });
  return Object.fromEntries(await Promise.all(counts));
}

beforeEach(async () => {
  log = await startLog();
  former = new FormerLogRepository(log.database);
  await keep('former', BEGIN);
  for (const statement of BESIDE) await log.database.query(statement, []);
  await new LedgerIntakeRepository(log.database).settle();
  for (const statement of BESIDE.slice(2))
    await log.database.query(`${statement} ON CONFLICT DO NOTHING`, []);
  await log.database.query(`UPDATE logs.series SET used_on = '2026-02-17'`, []);
  await log.database.query(`UPDATE logs.texts SET used_on = '2026-02-17'`, []);
});

afterEach(() => log.stop());

/** Everything that consumers write down of an event. */
async function keep(name: string, acceptedAt: number): Promise<void> {
  const of = { acceptedAt, eventId: `event-${name}` };
  await log.events.keep([eventMessage(anEvent({ id: of.eventId, data: { name } }), acceptedAt, acceptedAt)]);
  await log.deliveries.keep([deliveryMessage(aDelivery({ ...of, id: `dlv_${name}` }))]);
  const end = { status: 'dead' as const, reason: `refused ${name}`, error: `ECONNREFUSED ${name}` };
  const report = aReport({ ...of, deliveryId: `dlv_${name}`, at: acceptedAt, ...end });
  await log.attempts.keep([reportMessage(report)]);
  const letter = aDeadLetter({ id: `dead_${name}`, receivedAt: acceptedAt, stream: 'DELIVERIES' });
  await log.deadLetters.keep([deadLetterMessage(letter, Buffer.from('x'))]);
}

async function erase(): Promise<void> {
  while ((await former.deleteChunk(TENANT, BEFORE)) > 0);
  while ((await former.deleteBodies(TENANT, BEFORE)) > 0);
  while ((await former.deleteTerms(TENANT, BEFORE)) > 0);
}

it('leaves nothing of a tenant in any table', async () => {
  const begun = await rows();
  expect(Object.entries(begun).filter(([, count]) => count === 0)).toEqual([]);
  await erase();
  const left = Object.entries(await rows()).filter(([, count]) => count > 0);
  expect(left).toEqual([]);
});

it('leaves everything of a new one, and the sums of its own', async () => {
  await keep('new', BEFORE + 1);
  await erase();
  await new LedgerIntakeRepository(log.database).settle();
  expect(await rows()).toMatchObject({
    events: 1,
    deliveries: 1,
    attempts: 1,
    dead_letters: 1,
    delivery_texts: 2,
    bodies: 2,
    attempt_stats: 6,
    series: 1,
    texts: 2,
    replays: 0,
    erasures: 0,
    ledger_evaluations: 0,
    ledger_changes: 0,
  });
  const sql = `SELECT t.deliveries::int AS total, (SELECT sum(deliveries)::int FROM logs.ledger_figures) AS figures
    FROM logs.ledger_totals t WHERE tenant = $1`;
  expect(await log.database.query(sql, [TENANT])).toEqual([{ total: 1, figures: 1 }]);
});

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  aMessage,
  anEvent,
  BEGIN,
  bytes,
  eventMessage,
  TENANT,
} from '../../../../test/support/logs/fixture.js';
import { startLog, type Log } from '../../../../test/support/logs/log.js';
import { ErasedRowsRepository } from './erased-rows.repository.js';
import { ERASURE_BEGIN } from './erasure-progress.js';
import { PersonEraserService } from './person-eraser.service.js';

const EMAIL = 'jane.doe@example.com';

let log: Log;
let eraser: PersonEraserService;
beforeAll(async () => {
  log = await startLog();
  eraser = new PersonEraserService(new ErasedRowsRepository(log.database));
});
afterAll(() => log.stop());

const learnt = { emails: [EMAIL], texts: [], parts: [] };
const person = { tenant: TENANT, query: { email: EMAIL, id: null } };
const chunk = (stage: 'events' | 'replays', position: (string | number)[] | null = null) =>
  eraser.chunk(person, stage, { ...ERASURE_BEGIN, learnt, stage, position });

it('erases them from the attributes of events, and what they were sent with counts as erased', async () => {
  const headers = {
    'ce-specversion': '1.0',
    'ce-id': 'event-binary',
    'ce-type': 'ticket.created',
    'ce-source': `/mail/${EMAIL}`,
    'ce-subject': EMAIL,
    'ce-reporter': 'Jane.Doe@example.com',
  };
  const subject = `events.${TENANT}.ticket.created`;
  const payload = bytes({ ticket: { id: 7 } });
  await log.events.keep([
    aMessage({ subject, payload, headers, sequence: 1, storedAt: BEGIN }),
    eventMessage(anEvent({ id: 'event-other' }), 2, BEGIN + 1),
  ]);
  const result = await chunk('events');
  expect(result).toMatchObject({ scanned: 2, erased: 1 });
  expect(
    await log.database.query('SELECT id, source, subject, headers FROM logs.events ORDER BY id', []),
  ).toEqual([
    {
      id: 'event-binary',
      source: '/mail/[erased]',
      subject: '[erased]',
      headers: {
        ...headers,
        'ce-source': '/mail/[erased]',
        'ce-subject': '[erased]',
        'ce-reporter': '[erased]',
      },
    },
    { id: 'event-other', source: '/helpdesk/acme', subject: 'tickets/123', headers: null },
  ]);
  const bodies = 'SELECT count(erased_at)::int AS erased, count(*)::int AS bodies FROM logs.bodies';
  expect(await log.database.query(bodies, [])).toEqual([{ erased: 1, bodies: 2 }]);
  expect(await chunk('events', [...(result.last ?? [])])).toMatchObject({ scanned: 0, last: null });
  expect(await chunk('events')).toMatchObject({ scanned: 2, erased: 0 });
});

it('erases them from what replays looked for and came to', async () => {
  await log.database.query(
    `INSERT INTO logs.replays (tenant, id, kind, filter, failures, per_second, state, selected, started_by, created_at,
       updated_at, next_at)
     VALUES ($1, 'rpl_1', 'deliveries', $2::json, $3::jsonb, 0, 'done', 1, 'root', now(), now(), now()),
       ($1, 'rpl_2', 'deliveries', '{"ticket":"7"}', '[]', 0, 'done', 1, 'root', now(), now(), now())`,
    [
      TENANT,
      JSON.stringify({ error: `no mailbox ${EMAIL}`, to: '2026-02-17T12:00:00.000Z' }),
      JSON.stringify([{ id: 'dlv_1', detail: `${EMAIL} was refused` }]),
    ],
  );
  expect(await chunk('replays')).toMatchObject({ scanned: 2, erased: 1, last: ['rpl_2'] });
  expect(await log.database.query('SELECT filter, failures FROM logs.replays ORDER BY id', [])).toEqual([
    {
      filter: { error: 'no mailbox [erased]', to: '2026-02-17T12:00:00.000Z' },
      failures: [{ id: 'dlv_1', detail: '[erased] was refused' }],
    },
    { filter: { ticket: '7' }, failures: [] },
  ]);
});

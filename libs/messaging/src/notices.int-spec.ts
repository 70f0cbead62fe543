import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { deadLetterHeaderSchema, HEADERS, NOTICE_TYPES, STREAMS } from '@deskhook/contracts';
import { startBroker, type TestBroker } from '../../../test/support/broker.js';
import { NoticePublisher, type Notice } from './notices.js';
import { Publisher } from './publisher.js';

let started: TestBroker;
const logged: string[] = [];
beforeAll(async () => {
  started = await startBroker();
});
afterAll(() => started.close());

const log = { warn: () => undefined, error: (_: object, message: string) => void logged.push(message) };
const publisher = () => new NoticePublisher(new Publisher(started.broker), log);
const aNotice = (id: string): Notice => ({
  tenant: 'acme',
  type: NOTICE_TYPES.endpointRecovered,
  id,
  source: 'dispatcher',
  subject: 'subscriptions/sub_1',
  at: Date.UTC(2026, 1, 17),
  extensions: { causationid: 'e-1' },
  data: { endpoint: { status: 'active' } },
});
const last = (stream: string, subject: string) =>
  started.broker.jsm.streams.getMessage(stream, { last_by_subj: subject });

test('news are a notice and an event of the same content, and repeated they are one notice', async () => {
  for (let times = 0; times < 2; times++) await publisher().tell(aNotice('news_1'));
  const notice = await last(STREAMS.notices, 'notices.acme.deskhook.endpoint_recovered');
  const event = await last(STREAMS.events, 'events.acme.deskhook.endpoint_recovered');
  expect(notice?.json()).toEqual({
    specversion: '1.0',
    id: 'news_1',
    source: '/tenants/acme/deskhook/dispatcher',
    type: 'deskhook.endpoint_recovered',
    subject: 'subscriptions/sub_1',
    time: '2026-02-17T00:00:00.000Z',
    datacontenttype: 'application/json',
    causationid: 'e-1',
    data: { endpoint: { status: 'active' } },
  });
  expect(event?.string()).toBe(notice?.string());
  expect((await started.broker.jsm.streams.info(STREAMS.notices)).state.messages).toBe(1);
});

test('what full streams do not take is logged, and kept among the dead letters', async () => {
  for (const stream of [STREAMS.notices, STREAMS.events])
    await started.broker.jsm.streams.update(stream, { max_msgs: 1 });
  await publisher().tell(aNotice('news_2'));
  expect(logged).toEqual(['notice.refused']);
  const letter = await last(STREAMS.dead, 'dead.acme.events');
  expect(letter?.json()).toMatchObject({ id: 'news_2' });
  const header = deadLetterHeaderSchema.parse(JSON.parse(letter?.header.get(HEADERS.deadLetter) ?? ''));
  expect(header).toMatchObject({
    reason: 'stream_full',
    subject: 'events.acme.deskhook.endpoint_recovered',
    receivedAt: Date.UTC(2026, 1, 17),
  });
});

test('what becomes true by its notice is not told where the notice is refused', async () => {
  expect(await publisher().announce(aNotice('news_3'))).toBe(false);
  expect((await last(STREAMS.dead, 'dead.acme.events'))?.json()).toMatchObject({ id: 'news_2' });
  await started.broker.jsm.streams.update(STREAMS.notices, { max_msgs: -1 });
  expect(await publisher().announce(aNotice('news_4'))).toBe(true);
  expect((await last(STREAMS.dead, 'dead.acme.events'))?.json()).toMatchObject({ id: 'news_4' });
});

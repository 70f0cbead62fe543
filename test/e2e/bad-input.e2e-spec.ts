import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { deadLetterHeaderSchema, HEADERS, type DeadLetterHeader } from '@deskhook/contracts';
import { headers as natsHeaders } from '@nats-io/transport-node';
import { waitUntil } from '../../tools/local-stack/wait-until.js';
import { anEvent } from '../support/events.js';
import { startHotPath, type HotPath } from '../support/hot-path.js';
import { startReceiver, type Receiver } from '../support/receiver.js';

const text = (value: unknown): Buffer =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
const type = 'ticket.created';
const large = 'x'.repeat(1_000_000);

/** Every way of contract section 1 in which an event can be bad: what is published, where, and what is said of it. */
const CASES: readonly (readonly [string, string, Buffer, string, RegExp])[] = [
  ['not JSON', `events.acme.${type}`, text('{"specversion":'), 'not_json', /not JSON/],
  ['not UTF-8', `events.acme.${type}`, Buffer.from([0x22, 0xff, 0x22]), 'not_json', /UTF-8/],
  ['no id', `events.acme.${type}`, text(anEvent({ id: undefined })), 'invalid_event', /attribute "id"/],
  [
    'an unknown type',
    'events.acme.ticket.exploded',
    text(anEvent({ type: 'ticket.exploded' })),
    'unknown_type',
    /attribute "type"/,
  ],
  [
    'another type than its subject',
    'events.acme.ticket.closed',
    text(anEvent()),
    'type_mismatch',
    /attribute "type"/,
  ],
  [
    'no ticket id',
    `events.acme.${type}`,
    text(anEvent({ data: { ticket: {} } })),
    'schema_violation',
    /"data\.ticket\.id"/,
  ],
  [
    'a wrong field',
    `events.acme.${type}`,
    text(anEvent({ data: { ticket: { id: 1, labels: 'vip' } } })),
    'schema_violation',
    /"data\.ticket\.labels"/,
  ],
  [
    'too large',
    `events.acme.${type}`,
    text(anEvent({ data: { ticket: { id: 1, subject: large } } })),
    'too_large',
    /at most 1000000/,
  ],
  ['an unknown tenant', `events.nobody.${type}`, text(anEvent()), 'unknown_tenant', /tenant "nobody".*PUT/],
  [
    'above the hop limit',
    `events.acme.${type}`,
    text(anEvent({ hopcount: 6 })),
    'hop_limit',
    /"hopcount" is 6/,
  ],
  [
    'a malformed tenant',
    `events.ACME.${type}`,
    text(anEvent()),
    'invalid_subject',
    /events\.<tenant>\.<type>/,
  ],
];

describe('events that cannot be accepted', () => {
  let path: HotPath;
  let receiver: Receiver;
  const dead: {
    readonly header: DeadLetterHeader;
    readonly payload: Uint8Array;
    readonly subject: string;
  }[] = [];

  beforeAll(async () => {
    path = await startHotPath();
    receiver = await startReceiver();
    await path.putTenant('acme');
    await path.putSubscription({ id: 'sub_all', urls: [receiver.url], events: ['ticket.*'] });
    const consumer = await path.broker.js.consumers.get('DEAD');
    await consumer.consume({
      callback: (message) => {
        const header = deadLetterHeaderSchema.parse(
          JSON.parse(message.headers?.get(HEADERS.deadLetter) ?? ''),
        );
        dead.push({ header, payload: message.data, subject: message.subject });
      },
    });
  });
  afterAll(async () => {
    await path.close();
    await receiver.close();
  });

  const deadLetterOf = (sequence: number) =>
    waitUntil(() => dead.find((one) => one.header.sequence === sequence), {
      what: 'the dead letter',
      timeoutMs: 60_000,
    });

  test.each(CASES)(
    '%s goes to the dead letters with a reason',
    async (_, subject, payload, reason, detail) => {
      const ack = await path.broker.js.publish(subject, payload);
      const letter = await deadLetterOf(ack.seq);
      expect(letter.header).toMatchObject({ reason, subject, stream: 'EVENTS' });
      expect(letter.header.detail).toMatch(detail);
      expect(letter.subject).toBe(
        subject.includes('ACME') ? 'dead._.events' : `dead.${subject.split('.')[1]}.events`,
      );
      const kept = payload.subarray(0, 1_000_000);
      expect(Buffer.compare(Buffer.from(letter.payload), kept)).toBe(0);
      expect(letter.header.truncatedFrom).toBe(payload.length > 1_000_000 ? payload.length : undefined);
    },
  );

  test('an event in binary mode keeps its attributes, so that it can be published again', async () => {
    const headers = natsHeaders();
    headers.set('ce-specversion', '1.0');
    headers.set('ce-id', 'binary-1');
    headers.set('ce-type', 'ticket.created');
    const ack = await path.broker.js.publish('events.acme.ticket.created', '{"ticket":{"id":1}}', {
      headers,
    });
    const letter = await deadLetterOf(ack.seq);
    expect(letter.header).toMatchObject({
      reason: 'invalid_event',
      pointer: '/source',
      headers: { 'ce-id': 'binary-1' },
    });
    expect(letter.header.detail).toMatch(/header ce-source/);
  });

  test('a good event among them is delivered, and nothing else', async () => {
    const event = anEvent();
    await path.publish(event);
    const requests = await receiver.received(1);
    expect(requests.map((request) => request.body.toString())).toEqual([JSON.stringify(event)]);
    expect(dead).toHaveLength(CASES.length + 1);
  });
});

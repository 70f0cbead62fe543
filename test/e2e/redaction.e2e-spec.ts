import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { headers } from '@nats-io/transport-node';
import { Webhook } from 'standardwebhooks';
import { attemptReports } from '../support/attempt-reports.js';
import { anEvent } from '../support/events.js';
import { SIGNING_SECRET, startHotPath, type HotPath } from '../support/hot-path.js';
import { startReceiver, type Receiver } from '../support/receiver.js';

const MARKER = 'planted-marker';
const DATA = {
  ticket: {
    id: 123,
    subject: 'Cannot log in',
    requester: { id: 45, name: 'John', email: `${MARKER}@example.com` },
    custom_fields: [
      { id: 24, key: 'iban', value: MARKER },
      { id: 25, key: 'product', value: 'CRM' },
    ],
  },
  changes: [
    { field: 'cust_24', id: 24, old: null, new: MARKER, new_label: MARKER },
    { field: 'priority', old: 'low', new: 'high' },
  ],
};
const REDACT = ['ticket.requester.email', 'ticket.custom_fields.iban'];

describe('redacted fields', () => {
  let path: HotPath;
  let receiver: Receiver;
  let made = 0;
  beforeAll(async () => {
    path = await startHotPath();
    await path.putTenant('acme', { siteUrl: 'https://example.com' });
  });
  afterAll(() => path.close());
  beforeEach(async () => {
    receiver = await startReceiver();
  });
  afterEach(() => receiver.close());

  async function subscribe(overrides: object = {}): Promise<string> {
    const id = `sub_redact_${++made}`;
    await path.putSubscription({ id, urls: [receiver.url], redact: REDACT, ...overrides });
    return id;
  }
  const reports = (subscription: string, count = 1) =>
    attemptReports(path.broker, { tenant: 'acme', subscription, count });

  test('are neither sent nor logged; the signature is that of what is sent', async () => {
    const id = await subscribe({ events: ['ticket.fields_changed'] });
    await path.publish(anEvent({ type: 'ticket.fields_changed', data: DATA }));
    const [report] = await reports(id);
    const [request] = receiver.requests;
    const body = request?.body.toString() ?? '';
    expect(JSON.parse(body).data).toEqual({
      ticket: {
        id: 123,
        subject: 'Cannot log in',
        requester: { id: 45, name: 'John' },
        custom_fields: [{ id: 25, key: 'product', value: 'CRM' }],
      },
      changes: [{ field: 'cust_24', id: 24 }, DATA.changes[1]],
    });
    const signed = Object.fromEntries(
      Object.entries(request?.headers ?? {}).map(([name, value]) => [name, String(value)]),
    );
    expect(() => new Webhook(SIGNING_SECRET).verify(body, signed)).not.toThrow();
    expect(Buffer.from(report?.request?.body ?? '', 'base64').toString()).toBe(body);
    await path.removeSubscription('acme', id);
  });

  test('of an event in binary mode, and in another dialect', async () => {
    const ids = [
      await subscribe({ events: ['ticket.created'], dialect: 'cloudevents' }),
      await subscribe({ events: ['ticket.created'], dialect: 'supportbee', secrets: [] }),
      await subscribe({
        events: ['ticket.created'],
        dialect: 'template',
        dialectOptions: { template: '{"all":"{{ data | json }}"}' },
      }),
    ];
    const carried = headers();
    for (const [name, value] of Object.entries({
      id: 'binary-1',
      source: '/x',
      type: 'ticket.created',
      specversion: '1.0',
    }))
      carried.set(`ce-${name}`, value);
    carried.set('content-type', 'application/json');
    await path.broker.js.publish('events.acme.ticket.created', JSON.stringify({ ticket: DATA.ticket }), {
      headers: carried,
    });
    await Promise.all(ids.map((id) => reports(id)));
    const sent = receiver.requests.map(({ body }) => body.toString());
    expect(sent).toHaveLength(3);
    for (const body of sent) {
      expect(body).toContain('Cannot log in');
      expect(body).not.toContain(MARKER);
    }
    for (const id of ids) await path.removeSubscription('acme', id);
  });

  test('stay away from retries, which send the bytes of the first attempt', async () => {
    receiver.answer((_request, nth) => ({ code: nth === 1 ? 500 : 204 }));
    const id = await subscribe({
      events: ['ticket.created'],
      delivery: {
        timeoutMs: 10_000,
        connectTimeoutMs: 1_000,
        maxRedirects: 0,
        retryScheduleMs: [50],
        successCodes: '2xx',
        maxConcurrency: 10,
        rateLimit: null,
        ordering: 'none',
        traceparent: true,
      },
    });
    await path.publish(anEvent({ data: DATA }));
    await reports(id, 2);
    const [first, second] = receiver.requests;
    expect(second?.body).toEqual(first?.body);
    expect(first?.body.toString()).not.toContain(MARKER);
    await path.removeSubscription('acme', id);
  });

  test('without any the event goes out as it came, byte for byte', async () => {
    const id = await subscribe({ events: ['custom.exact'], redact: [] });
    const text = JSON.stringify(anEvent({ type: 'custom.exact', data: { a: 1 } })).replace(
      '"a":1',
      '"a" : 1.0',
    );
    await path.broker.js.publish('events.acme.custom.exact', text);
    await reports(id);
    expect(receiver.requests[0]?.body.toString()).toBe(text);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  asyncApiDocument,
  NOTICE_TYPES,
  STREAMS,
  type Action,
  type SubscriptionRecord,
} from '@deskhook/contracts';
import { sampleEvent } from '@deskhook/dialects';
import { EVENT_TYPES, isOwnNews } from '@deskhook/domain';
import { anEvent } from '../support/events.js';
import { startHotPath, type HotPath } from '../support/hot-path.js';
import { waitUntil } from '../support/processes.js';
import { startReceiver, type Receiver } from '../support/receiver.js';
import { AsyncApiCheck, type StoredMessage } from './async-api-check.js';

const check = new AsyncApiCheck(asyncApiDocument());
const PUBLISHED = EVENT_TYPES.filter((type) => !isOwnNews(type));

describe('the AsyncAPI document, by itself', () => {
  it.each(Object.keys(check.document.components.messages))('has an example of %s that is one', (key) => {
    const { examples } = check.document.components.messages[key] ?? { examples: [] };
    expect(examples).not.toHaveLength(0);
    for (const { payload, headers = {} } of examples) {
      expect(check.payloadFaults(key, JSON.stringify(payload))).toEqual([]);
      expect(check.headerFaults(key, headers)).toEqual([]);
    }
  });

  it.each(PUBLISHED)('takes the sample of %s, and sees what is wrong with another', (type) => {
    const event = sampleEvent(type, 'acme', 'x', new Date(0));
    const message = (payload: object): StoredMessage => ({
      stream: STREAMS.events,
      subject: `events.acme.${type}`,
      headers: {},
      text: JSON.stringify(payload),
    });
    expect(check.faults(message(event))).toEqual([]);
    expect(check.faults(message({ ...event, id: '' }))).not.toEqual([]);
    expect(
      check.faults(message({ ...event, data: { ticket: { id: [] }, user: 1, article: 1 } })),
    ).not.toEqual([]);
  });
});

const ACTIONS: Action[] = [
  { type: 'add_note', body: 'Sent to CRM' },
  { type: 'set_status', status: 'pending' },
  { type: 'set_priority', priority: 3 },
  { type: 'assign', agent: 12, team: 'Billing' },
  { type: 'add_tags', tags: ['crm'] },
  { type: 'remove_tags', tags: ['new'] },
  { type: 'set_field', field: 'order', value: null },
];
const delivery: SubscriptionRecord['delivery'] = {
  timeoutMs: 5_000,
  connectTimeoutMs: 5_000,
  maxRedirects: 0,
  retryScheduleMs: [],
  successCodes: '2xx',
  maxConcurrency: 10,
  rateLimit: null,
  ordering: 'none',
  traceparent: true,
};

describe('the AsyncAPI document, against what services publish', () => {
  let path: HotPath;
  let receiver: Receiver;
  beforeAll(async () => {
    path = await startHotPath();
    receiver = await startReceiver();
    await path.putTenant('acme');
  }, 120_000);
  afterAll(async () => {
    await receiver.close();
    await path.close();
  });

  /** All that a stream holds, once it is so many messages. */
  async function held(stream: string, count: number): Promise<readonly StoredMessage[]> {
    const { streams } = path.broker.jsm;
    const enough = async () => {
      const { state } = await streams.info(stream);
      return state.messages >= count ? state : undefined;
    };
    const { first_seq, last_seq } = await waitUntil(enough, {
      what: `${count} in ${stream}`,
      timeoutMs: 60_000,
    });
    const sequences = Array.from({ length: last_seq - first_seq + 1 }, (_, index) => first_seq + index);
    const messages = await Promise.all(sequences.map((seq) => streams.getMessage(stream, { seq })));
    return messages.flatMap((one) => {
      if (one === null) return [];
      const headers = Object.fromEntries(one.header.keys().map((name) => [name, one.header.get(name)]));
      return [{ stream, subject: one.subject, headers, text: new TextDecoder().decode(one.data) }];
    });
  }
  const faults = (messages: readonly StoredMessage[]) => messages.flatMap((one) => check.faults(one));
  const requestsTo = (url: string) => receiver.requests.filter((one) => one.path === url).length;
  const types = (messages: readonly StoredMessage[]) =>
    [...new Set(messages.map(({ subject }) => subject.split('.').slice(2).join('.')))].toSorted();

  it('has every command as it is', async () => {
    await path.putSubscription({
      id: 'acting',
      urls: [receiver.url],
      events: ['ticket.created'],
      actions: ACTIONS,
      delivery,
    });
    const ticket = { id: 'T-1', track_id: 'TKT-1', subject: 'Printer' };
    await path.publish(anEvent({ type: 'ticket.created', data: { ticket } }));
    const commands = await held(STREAMS.commands, ACTIONS.length);
    expect(types(commands)).toEqual(ACTIONS.map(({ type }) => type).toSorted());
    expect(faults(commands)).toEqual([]);
  }, 120_000);

  it('has every notice as it is', async () => {
    const retrying = { ...delivery, retryScheduleMs: Array.from({ length: 20 }, () => 200) };
    const subscribe = (name: string, settings: SubscriptionRecord['delivery']) =>
      path.putSubscription({
        id: name,
        urls: [`${receiver.url}/${name}`],
        events: [`custom.${name}`],
        delivery: settings,
      });
    const publish = (name: string) => path.publish(anEvent({ type: `custom.${name}`, data: {} }));
    let isBack = false;
    const codes: Readonly<Record<string, () => number>> = {
      '/gone': () => 410,
      '/broken': () => 500,
      '/back': () => (isBack ? 204 : 500),
    };
    receiver.answer((request) => ({ code: codes[request.path]?.() ?? 204 }));
    await subscribe('gone', delivery);
    await subscribe('broken', delivery);
    await subscribe('back', retrying);
    for (let nth = 0; nth < 20; nth++) await publish('back');
    await waitUntil(() => requestsTo('/back') >= 15 || undefined, { what: 'failures', timeoutMs: 60_000 });
    isBack = true;
    await publish('gone');
    await publish('broken');
    await path.publish(anEvent({ type: 'ticket.updated', hopcount: 6 }));
    await path.publish(anEvent({ type: 'custom.loop', hopcount: 6, data: {} }));
    const expected = Object.values(NOTICE_TYPES).toSorted();
    const notices = await waitUntil(
      async () => {
        const all = await held(STREAMS.notices, 5);
        return types(all).length === expected.length ? all : undefined;
      },
      { what: 'all notices', timeoutMs: 60_000 },
    );
    expect(types(notices)).toEqual(expected);
    expect(faults(notices)).toEqual([]);
  }, 90_000);

  it('has every dead letter as it is', async () => {
    const { js } = path.broker;
    await js.publish('events.acme.ticket.created', 'no json');
    await js.publish('events.acme.ticket.craeted', JSON.stringify(anEvent({ type: 'ticket.craeted' })));
    await js.publish('events.Upper', new Uint8Array([0xff, 0xfe]));
    await path.publish(anEvent({ data: { ticket: {} } }));
    await path.publish(anEvent(), 'nobody');
    const letters = await held(STREAMS.dead, 7);
    expect(faults(letters)).toEqual([]);
    const reasons = letters.map(
      ({ headers }): string => JSON.parse(headers['Deskhook-Dead-Letter'] ?? '').reason,
    );
    expect(new Set(reasons)).toEqual(
      new Set([
        'hop_limit',
        'not_json',
        'unknown_type',
        'invalid_subject',
        'schema_violation',
        'unknown_tenant',
      ]),
    );
  }, 120_000);
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  BUCKETS,
  configKeys,
  type CalendarRecord,
  type RpcAnswer,
  type StoredEventMessage,
  type SubscriptionRecord,
} from '@deskhook/contracts';
import type { RpcClient } from '@deskhook/runtime';
import { Kvm } from '@nats-io/kv';
import { attemptReports } from '../support/attempt-reports.js';
import { anEvent } from '../support/events.js';
import { startHotPath, type HotPath } from '../support/hot-path.js';
import { startReceiver, type Receiver } from '../support/receiver.js';
import { connectRpc } from '../support/rpc.js';

const updated = {
  ticket: { id: 7, status: { slug: 'closed', base: 'closed' }, priority: { slug: 'high' } },
  changes: [{ field: 'status', old: 'open', new: 'closed' }],
};
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const hours = (from: string, to: string): CalendarRecord['weeklyHours'] =>
  Object.fromEntries(WEEKDAYS.map((day) => [day, [{ from, to }]]));

const calendar = (
  tenant: string,
  id: string,
  weeklyHours: CalendarRecord['weeklyHours'],
): CalendarRecord => ({
  id,
  tenant,
  name: id,
  timezone: 'UTC',
  weeklyHours,
  holidays: [],
});

/** What the log hands to the evaluator of a stored event. */
const stored = (event: { readonly type: string }): StoredEventMessage => ({
  payload: JSON.stringify(event),
  attributes: {},
  type: event.type,
  acceptedAt: Date.parse('2026-02-17T14:45:01Z'),
});

describe('conditions', () => {
  let path: HotPath;
  let receiver: Receiver;
  let rpc: RpcClient;
  let made = 0;
  let tenant = '';
  beforeAll(async () => {
    path = await startHotPath();
    rpc = await connectRpc(path.nats.url);
  });
  afterAll(async () => {
    rpc.close();
    await path.close();
  });
  beforeEach(async () => {
    receiver = await startReceiver();
    tenant = `tenant-${++made}`;
    await path.putTenant(tenant);
  });
  afterEach(() => receiver.close());

  const subscribe = (id: string, overrides: Partial<SubscriptionRecord> = {}) =>
    path.putSubscription({ id, tenant, urls: [`${receiver.url}/${id}`], events: ['ticket.*'], ...overrides });

  const putCalendar = async (record: CalendarRecord) => {
    const bucket = await new Kvm(path.broker.js).open(BUCKETS.config);
    await bucket.put(configKeys.calendar(record.tenant, record.id), JSON.stringify(record));
  };

  const explain = (event: { readonly type: string }, subscriptionId?: string, limit = 100) =>
    rpc.call('evaluator.explain', { tenant, event: stored(event), subscriptionId, limit });

  const delivered = async (subscription: string, count: number) =>
    (await attemptReports(path.broker, { tenant, subscription, count })).map(({ type }) => type).toSorted();

  test('decide which deliveries are made, of published and of derived events', async () => {
    const all = { all: [{ field: 'ticket.priority.slug', op: 'eq', value: 'HIGH' }] };
    await subscribe('high', { condition: all });
    await subscribe('low', { condition: { field: 'ticket.priority.slug', op: 'eq', value: 'low' } });
    const closing = { field: 'ticket.status', op: 'changed_to', value: 'closed' };
    await subscribe('closing', { condition: closing, events: ['ticket.closed', 'ticket.updated'] });
    await subscribe('reopening', {
      condition: { field: 'ticket.status', op: 'changed_from', value: 'closed' },
    });
    await path.publish(anEvent({ type: 'ticket.updated', data: updated }), tenant);
    expect(await delivered('high', 3)).toEqual(['ticket.closed', 'ticket.status_changed', 'ticket.updated']);
    expect(await delivered('closing', 2)).toEqual(['ticket.closed', 'ticket.updated']);
    expect(receiver.requests).toHaveLength(5);
  });

  test('ask the business hours of a calendar, as they are now', async () => {
    await putCalendar(calendar(tenant, 'office', hours('09:00', '18:00')));
    await putCalendar(calendar(tenant, 'night', hours('00:00', '06:00')));
    const within = (id: string) => ({ field: 'time', op: 'in_business_hours', value: id });
    await subscribe('office', { condition: within('office') });
    await subscribe('night', { condition: within('night') });
    await subscribe('none', { condition: within('unknown') });
    await path.publish(anEvent({ type: 'ticket.created' }), tenant);
    expect(await delivered('office', 1)).toEqual(['ticket.created']);
    expect(receiver.requests).toHaveLength(1);
    await putCalendar(calendar(tenant, 'night', hours('14:00', '15:00')));
    await path.publish(anEvent({ type: 'ticket.answered' }), tenant);
    expect(await delivered('night', 1)).toEqual(['ticket.answered']);
  });

  test('one that is not understood is never satisfied, and the explanation says so', async () => {
    await subscribe('newer', { condition: { field: 'ticket.id', op: 'resembles', value: 7 } });
    await subscribe('plain');
    const event = anEvent({ type: 'ticket.created' });
    await path.publish(event, tenant);
    expect(await delivered('plain', 1)).toEqual(['ticket.created']);
    expect(receiver.requests.map((request) => request.path)).toEqual(['/plain']);
    const { items } = await explain(event, 'newer');
    expect(items).toMatchObject([{ fired: false, reason: 'condition_false' }]);
    expect(items[0]?.detail).toMatch(/not understood.*resembles/);
  });

  describe('explanations', () => {
    const event = anEvent({ type: 'ticket.updated', id: 'e-1', data: updated });
    const high = { field: 'ticket.priority.slug', op: 'eq', value: 'high' };

    test('say of every subscription why it does or does not fire, those that fire first', async () => {
      await subscribe('a-other-type', { events: ['reply.created'] });
      await subscribe('b-off', { active: false });
      await subscribe('c-later', { createdAt: Date.parse('2026-02-18T00:00:00Z') });
      await subscribe('d-low', { condition: { not: high }, name: 'Low' });
      await subscribe('e-closed', { events: ['ticket.closed'], condition: high });
      const { items, truncated } = await explain(event);
      expect(truncated).toBe(false);
      const said = new Map(items.map((item) => [item.subscriptionId, item]));
      expect(items.map(({ subscriptionId, reason }) => [subscriptionId, reason])).toEqual([
        ['e-closed', 'fired'],
        ['a-other-type', 'type_not_selected'],
        ['b-off', 'inactive'],
        ['c-later', 'created_later'],
        ['d-low', 'condition_false'],
      ]);
      expect(said.get('e-closed')).toMatchObject({
        fired: true,
        eventId: 'e-1:ticket.closed',
        eventType: 'ticket.closed',
        explanation: { ...high, actual: 'high', verdict: true },
        deliveries: [expect.stringMatching(/^dlv_/)],
      });
      expect(said.get('d-low')).toMatchObject({
        name: 'Low',
        fired: false,
        eventId: 'e-1',
        explanation: { not: { ...high, actual: 'high', verdict: true }, verdict: false },
        deliveries: [],
      });
      expect(said.get('b-off')?.detail).toBe(
        'The subscription is inactive. It would have fired for ticket.updated.',
      );
      expect(said.get('a-other-type')?.detail).toContain('(reply.created)');
    });

    test('name the deliveries that are really made', async () => {
      await subscribe('all');
      await path.publish(event, tenant);
      const made = await attemptReports(path.broker, { tenant, subscription: 'all', count: 3 });
      const { items } = await explain(event);
      expect(items[0]?.deliveries.toSorted()).toEqual(made.map(({ deliveryId }) => deliveryId).toSorted());
      expect(items[0]?.detail).toBe(
        'The event calls for 3 deliveries: of ticket.updated, ticket.status_changed (derived from e-1), ticket.closed (derived from e-1).',
      );
    });

    test('are as many as were asked for, and know no subscription of another tenant', async () => {
      await subscribe('one');
      await subscribe('two');
      const { items, truncated } = await explain(event, undefined, 1);
      expect([items.length, truncated]).toEqual([1, true]);
      await expect(explain(event, 'three')).rejects.toMatchObject({ failure: { kind: 'not-found' } });
    });

    test('of an event above the hop limit say that nothing was evaluated', async () => {
      await subscribe('all');
      const looping = { ...event, hopcount: 6 };
      const { items } = await explain(looping);
      expect(items).toMatchObject([{ fired: false, reason: 'hop_limit', deliveries: [] }]);
      expect(items[0]?.detail).toContain('hopcount is 6, above the limit of 5');
    });
  });

  describe('previews', () => {
    const event = anEvent({ type: 'ticket.updated', id: 'e-1', data: updated });
    const record = {
      id: 'draft',
      name: 'Draft',
      active: true,
      urls: ['https://example.com/a', 'https://example.com/b'],
      events: ['ticket.closed'],
      dialect: 'standard',
      secrets: [],
      usesTenantSecret: false,
      disabledUrls: [],
      auth: { type: 'none' },
      tls: null,
      redact: [],
      headers: {},
      delivery: {
        timeoutMs: 10_000,
        connectTimeoutMs: 1_000,
        maxRedirects: 0,
        retryScheduleMs: [],
        successCodes: '2xx',
        maxConcurrency: 1,
        rateLimit: null,
        ordering: 'none' as const,
        traceparent: true,
      },
      dialectOptions: {},
      condition: null,
      actions: [],
      createdAt: 0,
      activatedAt: 0,
    } satisfies Omit<SubscriptionRecord, 'tenant'>;

    const preview = (
      overrides: Partial<SubscriptionRecord> = {},
      { calendars = [], of = event }: { calendars?: CalendarRecord[]; of?: { type: string } } = {},
    ): Promise<RpcAnswer<'evaluator.preview'>> =>
      rpc.call('evaluator.preview', {
        tenant,
        record: { ...record, tenant, ...overrides },
        calendars,
        event: stored(of),
      });

    test('plan a delivery for each URL, with the event that it is of', async () => {
      const { deliveries, ...answer } = await preview();
      expect(answer).toMatchObject({
        matched: true,
        reason: 'fired',
        eventId: 'e-1:ticket.closed',
        considered: [
          { eventId: 'e-1', type: 'ticket.updated', reason: 'type_not_selected' },
          { type: 'ticket.status_changed', reason: 'type_not_selected' },
          { type: 'ticket.closed', reason: 'fired' },
        ],
      });
      expect(deliveries).toMatchObject(
        record.urls.map((url) => ({ url, eventId: 'e-1:ticket.closed', type: 'ticket.closed' })),
      );
    });

    test('show what would be sent also where nothing would', async () => {
      const condition = { field: 'time', op: 'in_business_hours', value: 'night' };
      const calendars = [calendar(tenant, 'night', hours('00:00', '06:00'))];
      const { deliveries, ...answer } = await preview({ condition }, { calendars });
      expect(answer).toMatchObject({
        matched: false,
        reason: 'condition_false',
        eventType: 'ticket.closed',
        explanation: { ...condition, verdict: false },
      });
      expect(deliveries).toMatchObject([{ eventId: 'e-1' }, { eventId: 'e-1' }]);
      const candy = await preview({ dialect: 'supportcandy', events: ['create-ticket'] });
      expect(candy).toMatchObject({ matched: false, reason: 'type_not_selected' });
      expect(candy.deliveries[0]?.trigger).toBe('change-ticket-status');
      const nothing = await preview(
        { dialect: 'supportgenix', events: ['ticket.created'] },
        { of: anEvent({ type: 'ticket.answered' }) },
      );
      expect(nothing).toMatchObject({ matched: false, deliveries: [] });
    });

    test('of an inactive subscription tell what it would do', async () => {
      expect(await preview({ active: false })).toMatchObject({ matched: true, reason: 'inactive' });
    });

    test('of an event that could not be accepted name the field', async () => {
      await expect(preview({}, { of: anEvent({ data: { ticket: {} } }) })).rejects.toMatchObject({
        failure: { kind: 'invalid', errors: [{ pointer: '/event/data/ticket/id' }] },
      });
    });
  });
});

import { describe, expect, it } from '@jest/globals';
import { daysOf, joined, type Backtest } from './backtest.js';
import { askedSubscription, faultPlace, gapsOf, type SubscriptionDraft } from './draft.js';
import { preferredEvent } from './preferred-event.js';
import { bodyLanguage, headerLines } from './request-text.js';

const draft = (over: Partial<SubscriptionDraft> = {}): SubscriptionDraft => ({
  name: 'CRM',
  urls: ['https://crm.example/hook'],
  events: ['ticket.created'],
  ...over,
});

describe('a draft that is tried', () => {
  it('goes without what may be missing while it is written', () => {
    expect(askedSubscription({ draft: draft({ name: ' ', urls: [''] }) })).toEqual({
      subscription: { events: ['ticket.created'] },
    });
    expect(askedSubscription({ draft: draft() })).toEqual({ subscription: draft() });
    expect(askedSubscription({ subscriptionId: 'sub_1' })).toEqual({ subscriptionId: 'sub_1' });
  });

  it('tells what is missing and what is assumed', () => {
    expect(gapsOf({ draft: draft() })).toEqual({ missing: [], assumed: [] });
    expect(gapsOf({ draft: draft({ events: [] }) }).missing).toHaveLength(1);
    expect(gapsOf({ draft: draft({ urls: ' ' }) }).assumed[0]).toContain('URLs are missing');
    const condition = { all: [{ not: { any: [{ field: '', op: 'eq', value: '' }] } }] };
    expect(gapsOf({ draft: draft({ condition }) }).missing).toEqual([
      'A test of the condition has no field yet.',
    ]);
  });

  it.each([
    ['/subscription/urls/1', 'URL 2'],
    ['/subscription/events', 'Events'],
    ['/subscription/condition/all/0/any/1/field', 'Condition, test 1.2'],
    ['/subscription/condition/field', 'Condition'],
    ['/subscription/delivery/timeoutMs', 'Delivery, timeoutMs'],
    ['/event/data/ticket', 'The event, data.ticket'],
    ['/event', 'The event'],
    ['', 'The subscription'],
  ])('says where %s is', (pointer, place) => expect(faultPlace({ pointer, detail: '' })).toBe(place));
});

describe('a back-test', () => {
  const answer = (over: Partial<Backtest>): Backtest => ({
    from: '2026-02-10T12:00:00.000Z',
    to: '2026-02-13T00:00:00.000Z',
    scannedFrom: '2026-02-10T12:00:00.000Z',
    complete: true,
    scanned: 10,
    matched: 3,
    deliveries: 6,
    byType: [{ type: 'ticket.created', matched: 3 }],
    byDay: [{ date: '2026-02-12', matched: 3 }],
    samples: [],
    ...over,
  });

  it('has every day that was looked at, and no more', () => {
    expect(daysOf(answer({}))).toEqual([
      { date: '2026-02-10', matched: 0 },
      { date: '2026-02-11', matched: 0 },
      { date: '2026-02-12', matched: 3 },
    ]);
  });

  it('goes on where it stopped, and sums up', () => {
    const later = answer({ complete: false, scannedFrom: '2026-02-12T06:00:00.000Z' });
    const earlier = answer({
      to: '2026-02-12T06:00:00.000Z',
      matched: 4,
      byType: [
        { type: 'ticket.closed', matched: 3 },
        { type: 'ticket.created', matched: 1 },
      ],
      byDay: [
        { date: '2026-02-11', matched: 3 },
        { date: '2026-02-12', matched: 1 },
      ],
    });
    expect(joined(later, earlier)).toMatchObject({
      from: later.from,
      to: later.to,
      complete: true,
      matched: 7,
      scanned: 20,
      deliveries: 12,
      byType: [
        { type: 'ticket.created', matched: 4 },
        { type: 'ticket.closed', matched: 3 },
      ],
      byDay: [
        { date: '2026-02-11', matched: 3 },
        { date: '2026-02-12', matched: 4 },
      ],
    });
  });
});

it('tries the newest event that the subscription is meant for', () => {
  const event = (id: string, type: string) => ({
    id,
    type,
    ticketId: null,
    receivedAt: '',
    source: '',
    subject: null,
    time: null,
  });
  const events = [event('1', 'sla.breached'), event('2', 'ticket.updated'), event('3', 'ticket.closed')];
  expect(preferredEvent(events, ['ticket.closed'])?.id).toBe('3');
  expect(preferredEvent(events, ['ticket.*'])?.id).toBe('2');
  expect(preferredEvent(events, ['close-ticket'])?.id).toBe('2');
  expect(preferredEvent(events.slice(0, 1), ['article.viewed'])?.id).toBe('1');
  expect(preferredEvent([], ['*'])).toBeUndefined();
});

it('shows a request as it goes over the wire', () => {
  expect(headerLines({ 'content-type': 'application/json', 'x-a': 'b' })).toBe(
    'content-type: application/json\nx-a: b',
  );
  expect(bodyLanguage({ 'Content-Type': 'application/cloudevents+json; charset=utf-8' })).toBe('json');
  expect(bodyLanguage({ 'content-type': 'text/xml' })).toBe('xml');
  expect(bodyLanguage({ 'content-type': 'application/x-www-form-urlencoded' })).toBe('text');
});

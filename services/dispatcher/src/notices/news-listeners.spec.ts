import { expect, test } from '@jest/globals';
import { subscriptionRecordSchema } from '@deskhook/contracts';
import { NewsListeners } from './news-listeners.js';

const record = (id: string, events: readonly string[], active = true) =>
  subscriptionRecordSchema.parse({
    id,
    tenant: 'acme',
    name: id,
    active,
    urls: [],
    events,
    dialect: 'standard',
    secrets: [],
    headers: {},
    delivery: {
      timeoutMs: 1,
      retryScheduleMs: [],
      successCodes: '2xx',
      maxConcurrency: 1,
      traceparent: true,
    },
  });

test('those who ask hear, as long as they do', () => {
  const listeners = new NewsListeners();
  const hears = () =>
    ['deskhook.delivery_failed', 'deskhook.endpoint_disabled'].map((type) => listeners.hears('acme', type));
  listeners.put(record('everything', ['*', 'ticket.*']));
  expect(hears()).toEqual([false, false]);
  listeners.put(record('failures', ['ticket.created', 'deskhook.delivery_failed']));
  expect(hears()).toEqual([true, false]);
  expect(listeners.hears('globex', 'deskhook.delivery_failed')).toBe(false);
  listeners.put(record('all-news', ['deskhook.*']));
  expect(hears()).toEqual([true, true]);
  listeners.put(record('all-news', ['deskhook.*'], false));
  listeners.remove('acme', 'failures');
  expect(hears()).toEqual([false, false]);
});

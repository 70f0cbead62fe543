import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { configKeys, type SubscriptionRecord } from '@deskhook/contracts';
import { createLogger, secretBox } from '@deskhook/runtime';
import { startBroker, type TestBroker } from '../../../test/support/broker.js';
import { readDispatcherConfig } from './dispatcher.config.js';
import { EndpointsView } from './endpoints.view.js';

const config = readDispatcherConfig({
  DESKHOOK_SECRETS_KEY: Buffer.alloc(32).toString('base64'),
  DESKHOOK_LOG_LEVEL: 'silent',
});
const [A, B] = ['https://a.example/hook', 'https://b.example/hook'] as const;
const KEY = configKeys.subscription('acme', 'sub_1');

let started: TestBroker;
let view: EndpointsView;
let enabled: string[];
beforeAll(async () => {
  started = await startBroker();
});
afterAll(() => started.close());
beforeEach(() => {
  view = new EndpointsView(started.broker, secretBox(config), createLogger('test', config));
  view.onChange((_key, endpoints) => (enabled = endpoints.map(({ url }) => url)));
});

function put(overrides: Partial<SubscriptionRecord>): string[] {
  view.put(KEY, {
    id: 'sub_1',
    tenant: 'acme',
    name: 'CRM sync',
    active: true,
    urls: [A, B],
    events: ['*'],
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
    createdAt: 1_000,
    ...overrides,
  });
  return enabled;
}
const periodOf = (url: string) => view.periodOf({ tenant: 'acme', subscriptionId: 'sub_1', url });

test('tells of URLs that are sent to anew, not of every change', () => {
  expect(put({})).toEqual([A, B]);
  expect(put({ name: 'Other' })).toEqual([]);
  expect(put({ urls: [B] })).toEqual([]);
  expect(put({ urls: [A, B] })).toEqual([A]);
  expect(put({ active: false })).toEqual([]);
  expect(put({})).toEqual([A, B]);
  expect(put({ activatedAt: 2_000 })).toEqual([A, B]);
  view.remove(KEY);
  expect(enabled).toEqual([]);
});

test('knows since when a URL is sent to', () => {
  expect(periodOf(A)).toEqual({ kind: 'unknown' });
  put({ urls: [B] });
  expect([A, B].map(periodOf)).toEqual([{ kind: 'disabled' }, { kind: 'enabled', since: 1_000 }]);
  put({ activatedAt: 2_000 });
  expect(periodOf(B)).toEqual({ kind: 'enabled', since: 2_000 });
  put({ active: false });
  expect(periodOf(B)).toEqual({ kind: 'disabled' });
  view.remove(KEY);
  expect(periodOf(B)).toEqual({ kind: 'unknown' });
});

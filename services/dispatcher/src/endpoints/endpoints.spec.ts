import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Admission, Endpoint, Observation, Turn } from './endpoint-control.js';
import { Endpoints, type QuietTime } from './endpoints.js';

const acme: Endpoint = { tenant: 'acme', subscriptionId: 'sub_1', url: 'https://a.example/hook' };
const limits = { maxConcurrency: 10 };

const observed = (overrides: Partial<Observation>): Observation => ({
  startedAt: 0,
  durationMs: 1,
  delivered: false,
  code: null,
  error: null,
  retryAfterMs: null,
  ...overrides,
});
const delivered = observed({ delivered: true, code: 204 });
const refused = observed({ error: 'the endpoint refused the connection' });

function turnOf(admission: Admission): Turn {
  if (admission.kind !== 'send') throw new Error(`no turn but "${admission.kind}"`);
  return admission.turn;
}

describe('what may be sent to an endpoint', () => {
  let endpoints: Endpoints;
  let heard: Observation[];
  let quiet: QuietTime | null;
  beforeEach(() => {
    quiet = null;
    heard = [];
    endpoints = new Endpoints(100, {
      observed: (_, observation) => heard.push(observation),
      quiet: () => quiet,
    });
  });
  afterEach(() => endpoints.beforeApplicationShutdown());

  const admit = () => endpoints.control(acme, limits).admit(Date.now());
  const breakers = () => [...endpoints.standings()].map(({ breaker }) => breaker);

  test('no more at once than the endpoint bears, and those who wait a moment get the turns that end', async () => {
    const turns = [admit(), admit(), admit(), admit()].map(turnOf);
    expect(admit()).toEqual({ kind: 'full' });
    const waiting = endpoints.turn(acme, limits);
    turns[0]?.end(delivered);
    turnOf(await waiting).end(delivered);
    expect(heard).toEqual([delivered, delivered]);
  });

  test('a turn that ends twice counts once', () => {
    const [turn] = [admit(), admit(), admit(), admit()].map(turnOf);
    turn?.end(null);
    turn?.end(null);
    turnOf(admit());
    expect(admit()).toEqual({ kind: 'full' });
  });

  test('nothing after failures in a row until one probe has shown that it works again', async () => {
    for (let failures = 0; failures < 10; failures++) turnOf(admit()).end(refused);
    const closed = admit();
    expect(closed).toMatchObject({ kind: 'closed', reason: 'the endpoint refused the connection' });
    expect(await endpoints.turn(acme, limits)).toMatchObject({ kind: 'closed' });
    await endpoints.control(acme, limits).changed();
    // Its time is up, whether or not something is sent.
    expect(breakers()).toEqual(['probing']);
    const probe = turnOf(admit());
    expect(breakers()).toEqual(['probing']);
    expect(admit()).toMatchObject({ kind: 'closed' });
    const news = endpoints.control(acme, limits).changed();
    const soon = new Promise((resolve) => setImmediate(resolve, 'no news'));
    expect(await Promise.race([news, soon])).toBe('no news');
    probe.end(delivered);
    await news;
    const next = turnOf(admit());
    expect(admit()).toEqual({ kind: 'full' });
    next.end(delivered);
  });

  test('a probe that was not sent leaves the next request to be one', async () => {
    for (let failures = 0; failures < 10; failures++) turnOf(admit()).end(refused);
    await endpoints.control(acme, limits).changed();
    turnOf(admit()).end(null);
    turnOf(admit()).end(delivered);
    expect(admit()).toMatchObject({ kind: 'send' });
  });

  test('as ever to one that is sent to anew, although it was gone', async () => {
    turnOf(admit()).end(observed({ code: 410 }));
    expect(admit()).toMatchObject({ kind: 'closed', reason: 'the endpoint answered 410' });
    const news = endpoints.control(acme, limits).changed();
    endpoints.startAnew({ ...acme, url: 'https://b.example/' });
    expect(admit()).toMatchObject({ kind: 'closed' });
    endpoints.startAnew({ ...acme });
    await news;
    turnOf(admit()).end(delivered);
    expect(admit()).toMatchObject({ kind: 'send' });
  });

  test('nothing before the time that the endpoint asked for', () => {
    const asks = observed({ code: 429, retryAfterMs: 30_000 });
    const before = Date.now();
    turnOf(admit()).end(asks);
    const closed = admit();
    expect(closed).toMatchObject({ kind: 'closed', reason: 'the endpoint answered 429' });
    if (closed.kind === 'closed') expect(closed.until).toBeGreaterThanOrEqual(before + 30_000);
    expect(breakers()).toEqual(['open']);
  });

  test('nothing before the time that another process was asked for', () => {
    const until = Date.now() + 30_000;
    quiet = { until, reason: 'the endpoint answered 503' };
    expect(admit()).toMatchObject({ kind: 'closed', reason: 'the endpoint answered 503' });
    quiet = { until: Date.now() - 1, reason: 'it is over' };
    const other = endpoints.control({ ...acme, url: 'https://b.example/' }, limits);
    expect(other.admit(Date.now())).toMatchObject({ kind: 'send' });
  });

  test('those who wait in memory are sent away when the endpoint is closed, and when the process stops', async () => {
    const first = [admit(), admit(), admit(), admit()].map(turnOf);
    const waiting = endpoints.turn(acme, limits);
    first[0]?.end(observed({ code: 503, retryAfterMs: 30_000 }));
    expect(await waiting).toEqual({ kind: 'full' });
    const other = { ...acme, url: 'https://b.example/hook' };
    for (let count = 0; count < 4; count++) turnOf(await endpoints.turn(other, limits));
    const stopped = endpoints.turn(other, limits);
    endpoints.beforeApplicationShutdown();
    expect(await stopped).toEqual({ kind: 'full' });
  });

  test('a tenant above its share does not wait in memory while slots are scarce', async () => {
    const small = { ...acme, tenant: 'small' };
    const held: Promise<Admission>[] = [endpoints.turn(small, limits)];
    for (let count = 0; count < 200; count++) held.push(endpoints.turn(acme, limits));
    const full = await Promise.race([held.at(-1), new Promise((resolve) => setImmediate(resolve, 'waits'))]);
    expect(full).toEqual({ kind: 'full' });
    expect(await endpoints.turn({ ...small, url: 'https://small.example' }, limits)).toMatchObject({
      kind: 'send',
    });
  });
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { attemptReports } from '../support/attempt-reports.js';
import { startConnectProxy, type ConnectProxy } from '../support/connect-proxy.js';
import { anEvent } from '../support/events.js';
import { startHotPath, type HotPath } from '../support/hot-path.js';
import { startNameServer, type NameServer } from '../support/name-server.js';
import { startReceiver, type Receiver } from '../support/receiver.js';

const DELIVERY = {
  timeoutMs: 15_000,
  connectTimeoutMs: 10_000,
  maxRedirects: 3,
  retryScheduleMs: [50],
  successCodes: '2xx',
  maxConcurrency: 10,
  rateLimit: null,
  ordering: 'none' as const,
  traceparent: true,
};

describe('the network policy, from event to log', () => {
  let path: HotPath;
  let names: NameServer;
  let receiver: Receiver;
  let made = 0;
  beforeAll(async () => {
    names = await startNameServer();
    path = await startHotPath({
      DESKHOOK_EGRESS_DNS: names.address,
      DESKHOOK_EGRESS_DENY: '127.0.0.66/32',
    });
    await path.putTenant('acme');
  });
  afterAll(async () => {
    await path.close();
    await names.close();
  });
  beforeEach(async () => {
    receiver = await startReceiver(() => ({ code: 500, headers: { connection: 'close' } }));
  });
  afterEach(() => receiver.close());

  async function deliver(host: string, count: number) {
    const id = `sub_egress_${++made}`;
    const url = `http://${host}:${new URL(receiver.url).port}/hook`;
    const type = `custom.egress${made}`;
    await path.putSubscription({ id, urls: [url], events: [type], delivery: DELIVERY });
    await path.publish(anEvent({ type, data: {} }));
    return attemptReports(path.broker, { tenant: 'acme', subscription: id, count });
  }

  test('a name that is rebound to an inner address between two attempts is not followed there', async () => {
    let asked = 0;
    names.answer((_name, family) => {
      if (family === 6) return [];
      asked += 1;
      return asked === 1 ? ['127.0.0.1'] : ['10.0.0.1'];
    });
    const [first, second] = await deliver('rebind.test', 2);
    expect(first).toMatchObject({ status: 'retrying', response: { code: 500 } });
    expect(second).toMatchObject({
      status: 'dead',
      error: expect.stringMatching(/^rebind\.test: .*10\.0\.0\.1/),
    });
    expect(receiver.requests).toHaveLength(1);
  });

  test('a name with one good and one bad address is refused, before anything is sent', async () => {
    names.answer((_name, family) => (family === 4 ? ['127.0.0.1', '192.168.0.1'] : []));
    const [first] = await deliver('half.test', 2);
    expect(first?.error).toContain('192.168.0.1 is not reachable from here by policy (private)');
    expect(receiver.requests).toHaveLength(0);
  });

  test('what is denied wins over what is allowed', async () => {
    names.answer((_name, family) => (family === 4 ? ['127.0.0.66'] : []));
    const [first] = await deliver('denied.test', 2);
    expect(first?.error).toContain('127.0.0.66 is not reachable from here by policy (denied)');
  });

  test('a name server that keeps silent costs its own deliveries an attempt and others nothing', async () => {
    names.answer((name, family) => (name === 'dead.test' ? null : family === 4 ? ['127.0.0.1'] : []));
    const order: string[] = [];
    const dead = deliver('dead.test', 1).then(([report]) => {
      order.push('dead');
      return report;
    });
    const [alive] = await deliver('alive.test', 1);
    order.push('alive');
    expect(alive?.response?.code).toBe(500);
    expect((await dead)?.error).toBe('the host name could not be resolved for now');
    expect(order).toEqual(['alive', 'dead']);
  });
});

describe('through a proxy', () => {
  let path: HotPath;
  let proxy: ConnectProxy;
  let receiver: Receiver;
  beforeAll(async () => {
    [proxy, receiver] = await Promise.all([startConnectProxy(), startReceiver()]);
    path = await startHotPath({ DESKHOOK_EGRESS_PROXY: `http://deskhook:p%40ss@127.0.0.1:${proxy.port}` });
    await path.putTenant('acme');
  });
  afterAll(() => Promise.all([path.close(), proxy.close(), receiver.close()]));

  test('every request goes out by CONNECT; its password is in no report', async () => {
    await path.putSubscription({ id: 'sub_proxy', urls: [`${receiver.url}/hook`], delivery: DELIVERY });
    proxy.answer(() => (proxy.asked.length === 1 ? 407 : 200));
    await path.publish(anEvent());
    const reports = await attemptReports(path.broker, {
      tenant: 'acme',
      subscription: 'sub_proxy',
      count: 2,
    });
    expect(reports).toMatchObject([
      { status: 'retrying', error: 'the outbound proxy refused our credentials (407)' },
      { status: 'delivered' },
    ]);
    const authorization = `Basic ${Buffer.from('deskhook:p@ss').toString('base64')}`;
    const tunnel = { authority: new URL(receiver.url).host, authorization };
    expect(proxy.asked).toEqual([tunnel, tunnel]);
    expect(JSON.stringify(reports)).not.toMatch(/p@ss|p%40ss|ZGVza2hvb2s6/);
  });
});

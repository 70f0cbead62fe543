import { gunzipSync } from 'node:zlib';
import { get } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MetricRegistry } from './metric-registry.js';
import { startMetricsServer, type RunningMetricsServer } from './metrics-server.js';

const OPENMETRICS = 'application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1';

describe('startMetricsServer', () => {
  let registry: MetricRegistry;
  let server: RunningMetricsServer;

  beforeEach(async () => {
    registry = new MetricRegistry();
    server = await startMetricsServer(registry, { host: '127.0.0.1', port: 0 });
  });

  afterEach(() => server.stop());

  const ask = (path: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${server.port}${path}`, init);
  const scrape = async (accept: string) => (await ask('/metrics', { headers: { accept } })).text();

  it('answers in the older text, and in OpenMetrics with exemplars to those that ask for it', async () => {
    registry.counter('deskhook_eggs_total', { help: 'Eggs', labels: ['size'] }).inc({ size: 'L' }, 2);
    const durations = registry.histogram('deskhook_egg_seconds', { help: 'Boiling', buckets: [1, 300] });
    durations.observe({}, 240, { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) });
    const modern = await scrape(OPENMETRICS);
    expect(modern).toContain('# TYPE deskhook_eggs counter\ndeskhook_eggs_total{size="L"} 2\n');
    expect(modern).toMatch(
      /deskhook_egg_seconds_bucket\{le="300"\} 1 # \{trace_id="a{32}",span_id="b{16}"\} 240 [\d.]+\n/,
    );
    expect(modern.endsWith('# EOF\n')).toBe(true);
    const older = await scrape('text/plain');
    expect(older).toContain('# TYPE deskhook_eggs_total counter\ndeskhook_eggs_total{size="L"} 2\n');
    expect(older).not.toContain('# {');
    expect(older).not.toContain('# EOF');
    expect(await scrape(OPENMETRICS)).toContain('\ndeskhook_eggs_total{size="L"} 2\n');
  });

  it('keeps the formats apart where both are asked for at once', async () => {
    registry.counter('deskhook_eggs_total', { help: 'Eggs' }).inc({});
    const texts = await Promise.all([OPENMETRICS, '*/*', OPENMETRICS, '*/*'].map(scrape));
    expect(texts.map((text) => text.includes('# TYPE deskhook_eggs_total counter'))).toEqual([
      false,
      true,
      false,
      true,
    ]);
    expect(texts.every((text) => text.includes('deskhook_eggs_total 1\n'))).toBe(true);
  });

  it('tells of the process by names that promtool has nothing against', async () => {
    registry.measureProcess();
    const types = [...(await scrape('*/*')).matchAll(/^# TYPE (\S+) (\S+)$/gm)];
    const named = types.map(([, name = '', type = '']) => ({ name, type }));
    expect(named.filter(({ name, type }) => name.endsWith('_total') !== (type === 'counter'))).toEqual([]);
    expect(named).toContainEqual({ name: 'nodejs_eventloop_lag_p99_seconds', type: 'gauge' });
  });

  it('compresses for those that take it', async () => {
    const { headers, body } = await new Promise<{ headers: object; body: Buffer }>((resolve, reject) => {
      const request = get(
        { port: server.port, path: '/metrics', headers: { 'accept-encoding': 'gzip' } },
        (response) => {
          const read = buffer(response);
          read.then((body) => resolve({ headers: response.headers, body }), reject);
        },
      );
      request.on('error', reject);
    });
    expect(headers).toMatchObject({ 'content-encoding': 'gzip', 'content-length': String(body.length) });
    expect(gunzipSync(body).toString()).toContain('deskhook_metrics_errors_total');
  });

  it('answers nothing else', async () => {
    const other = await ask('/');
    expect([other.status, await other.text()]).toEqual([404, 'the metrics are at /metrics\n']);
    const posted = await ask('/metrics', { method: 'POST' });
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });
});

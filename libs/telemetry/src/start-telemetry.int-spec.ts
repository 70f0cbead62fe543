import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../../tools/local-stack/project-root.js';

/** A process that records a span, waits until that became of it what is expected, and tells how many became what. */
const PROGRAM = `
  const { metrics, spanRecorder, startTelemetry } = await import(process.env.TELEMETRY);
  const telemetry = await startTelemetry('dispatcher');
  const [traceId, spanId] = ['a'.repeat(32), 'b'.repeat(16)];
  const head = { name: 'one', kind: 4, traceId, spanId, parent: null, attributes: {}, links: [] };
  spanRecorder().record({ ...head, startedAt: Date.now(), endedAt: Date.now(), error: null });
  const text = () => metrics.text('text');
  while (process.env.UNTIL && !(await text()).includes(process.env.UNTIL)) await new Promise(setImmediate);
  await telemetry.stop().catch(() => undefined);
  process.stdout.write(await text());
`;

let collector: Server;
let url = '';
beforeAll(async () => {
  collector = createServer((_, response) => void response.writeHead(401).end('no token'));
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  const address = collector.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
});
afterAll(() => void collector.close());

/** The lines that telemetry wrote of itself, and the counters. */
async function traced(env: NodeJS.ProcessEnv) {
  const module = pathToFileURL(join(projectRoot(), 'dist', 'libs', 'telemetry', 'src', 'index.js'));
  const settings = { TELEMETRY: module.href, OTEL_METRICS_EXPORTER: 'none', ...env };
  const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', PROGRAM], {
    env: { ...process.env, ...settings },
  });
  const { stdout, stderr } = await run;
  const lines = stderr.split('\n').filter((line) => line.startsWith('{'));
  return { metrics: stdout, faults: lines.map((line): unknown => JSON.parse(line)) };
}

describe('telemetry that does not work', () => {
  it('tells what the collector answered, and counts the spans that are lost', async () => {
    const { metrics, faults } = await traced({
      OTEL_EXPORTER_OTLP_ENDPOINT: url,
      OTEL_BSP_SCHEDULE_DELAY: '1',
      UNTIL: 'deskhook_spans_total{outcome="failed"} 1',
    });
    const fault = { level: 'warn', service: 'dispatcher', event: 'telemetry.fault' };
    expect(faults).toEqual([
      { ...fault, time: expect.any(String), detail: expect.stringContaining('Unauthorized (401): no token') },
    ]);
    expect(metrics).toContain('deskhook_spans_total{outcome="failed"} 1');
    expect(metrics).toContain('deskhook_spans_total{outcome="exported"} 0');
  });

  it('tells of a sampler that it does not know', async () => {
    const { faults } = await traced({
      OTEL_TRACES_EXPORTER: 'console',
      OTEL_TRACES_SAMPLER: 'traceidration',
    });
    expect(faults).toMatchObject([
      { detail: expect.stringContaining('OTEL_TRACES_SAMPLER "traceidration" is not known') },
    ]);
  });
});

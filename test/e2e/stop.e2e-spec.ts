import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { projectRoot } from '../../tools/local-stack/project-root.js';
import { startNatsServer, type NatsServer } from '../support/nats.js';
import { freePort, startProcess, waitUntil } from '../support/processes.js';
import { startReceiver } from '../support/receiver.js';

let nats: NatsServer;
beforeAll(async () => {
  nats = await startNatsServer();
});
afterAll(() => nats.stop());

it.each([
  ['nobody listens', () => Promise.resolve({ url: 'http://127.0.0.1:1', close: () => Promise.resolve() })],
  ['nobody answers', () => startReceiver(() => null)],
  ['everything is refused', () => startReceiver(() => ({ code: 500 }))],
])(
  'ends well where its telemetry goes and %s',
  async (_what, startCollector) => {
    const collector = await startCollector();
    const port = await freePort();
    const service = await startProcess({
      name: 'gateway',
      command: process.execPath,
      args: [join(projectRoot(), 'dist', 'services', 'main.js'), 'gateway'],
      env: {
        PATH: process.env['PATH'],
        DESKHOOK_NATS_URL: nats.url,
        DESKHOOK_ROOT_KEY: randomBytes(24).toString('base64url'),
        DESKHOOK_HTTP_HOST: '127.0.0.1',
        DESKHOOK_HTTP_PORT: String(port),
        DESKHOOK_STREAM_MIB_MAX: '64',
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
        OTEL_EXPORTER_OTLP_TIMEOUT: '500',
        OTEL_METRIC_EXPORT_INTERVAL: '1000',
        OTEL_METRIC_EXPORT_TIMEOUT: '500',
      },
      graceMs: 30_000,
    });
    await waitUntil(
      async () => {
        const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
        return answer?.status === 200 ? true : undefined;
      },
      { what: 'the gateway', timeoutMs: 60_000 },
    );
    // A span that is still to be sent when it ends.
    expect((await fetch(`http://127.0.0.1:${port}/v1/self`)).status).toBe(401);
    expect(await service.stop()).toEqual({ code: 0, signal: null });
    await collector.close();
  },
  100_000,
);

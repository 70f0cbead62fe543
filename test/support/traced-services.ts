// Test support: every service with tracing on, one tenant with one subscription, and readers of the spans and log lines.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectBroker, type Broker } from '@deskhook/messaging';
import { startNatsServer } from './nats.js';
import { startOtlpReceiver, type OtlpReceiver, type ReceivedSpan } from './otlp-receiver.js';
import { createDatabase } from './postgres.js';
import { waitUntil } from './processes.js';
import { startReceiver, type Receiver } from './receiver.js';
import { startServices, type RunningServices } from './services.js';

const NAMES = ['subscriptions', 'logs', 'evaluator', 'dispatcher', 'scheduler', 'gateway'];

export type LogLine = Readonly<Record<string, unknown>>;

export interface TracedServices {
  readonly otlp: OtlpReceiver;
  readonly receiver: Receiver;
  readonly services: RunningServices;
  readonly broker: Broker;
  /** Spans of a trace, by their name. */
  spans(traceId: string, name?: string): readonly ReceivedSpan[];
  /** Lines that the services have logged, once there are so many. */
  untilLines(isMeant: (line: LogLine) => boolean, what: string, count?: number): Promise<readonly LogLine[]>;
  close(): Promise<void>;
}

/** `delivery` is that of the tenant's only subscription, which every event of `acme` matches. */
export async function startTracedServices(
  env: NodeJS.ProcessEnv = {},
  delivery: object = { retrySchedule: ['200ms'] },
): Promise<TracedServices> {
  const [nats, database, otlp, receiver, folder] = await Promise.all([
    startNatsServer(),
    createDatabase(),
    startOtlpReceiver(),
    startReceiver(),
    mkdtemp(join(tmpdir(), 'deskhook-traced-')),
  ]);
  const logFile = join(folder, 'log');
  const tracing = {
    OTEL_EXPORTER_OTLP_ENDPOINT: otlp.url,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    OTEL_METRICS_EXPORTER: 'none',
    OTEL_BSP_SCHEDULE_DELAY: '100',
    ...env,
  };
  const at = { natsUrl: nats.url, databaseUrl: database.url, names: NAMES, env: tracing, logFile };
  const services = await startServices(at);
  const broker = await connectBroker({ url: nats.url, name: 'test' });
  await services.api('PUT', '/v1/tenants/acme', { name: 'Acme' });
  const subscription = { name: 'traced', urls: [`${receiver.url}/hook`], events: ['*'], delivery };
  const created = await services.api('POST', '/v1/tenants/acme/subscriptions', subscription);
  if (created.status !== 201) throw new Error(`no subscription: ${await created.text()}`);
  return {
    otlp,
    receiver,
    services,
    broker,
    spans: (traceId, name) =>
      otlp.spans.filter((span) => span.traceId === traceId && (name === undefined || span.name === name)),
    untilLines: (isMeant, what, count = 1) =>
      waitUntil(
        async () => {
          const lines = linesOf(await readFile(logFile, 'utf8')).filter(isMeant);
          return lines.length >= count ? lines : undefined;
        },
        { what, timeoutMs: 60_000 },
      ),
    close: async () => {
      await broker.connection.close();
      await services.stop();
      await Promise.all([receiver.close(), otlp.close(), nats.stop(), rm(folder, { recursive: true })]);
      await database.drop();
    },
  };
}

/** The value of a span's attribute; undefined when it has none of that name. */
export function attributeOf(span: ReceivedSpan | undefined, key: string): unknown {
  const value = span?.attributes.find((one) => one.key === key)?.value;
  return value === undefined ? undefined : Object.values(value)[0];
}

function linesOf(text: string): LogLine[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('{') && line.endsWith('}'))
    .map((line): LogLine => JSON.parse(line));
}

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connectBroker, type Broker } from '@deskhook/messaging';
import { z } from 'zod';
import { waitUntil } from '../../tools/local-stack/wait-until.js';
import { anEvent } from '../support/events.js';
import { publishEvent } from '../support/hot-path.js';
import { startNatsServer, type NatsServer } from '../support/nats.js';
import { startOtlpReceiver, type OtlpReceiver, type ReceivedSpan } from '../support/otlp-receiver.js';
import { createDatabase, type Database } from '../support/postgres.js';
import { startReceiver, type Receiver } from '../support/receiver.js';
import { startServices, type RunningServices } from '../support/services.js';

const NAMES = ['subscriptions', 'logs', 'evaluator', 'dispatcher', 'scheduler', 'gateway'];
const PUBLISHER = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' };

const pageSchema = z.object({ items: z.array(z.object({ id: z.string(), status: z.string() })) });
const detailSchema = z.object({ attempts: z.array(z.object({ number: z.number(), traceId: z.string() })) });

describe('one trace from the publisher to the log', () => {
  let nats: NatsServer;
  let database: Database;
  let otlp: OtlpReceiver;
  let receiver: Receiver;
  let services: RunningServices;
  let broker: Broker;

  beforeAll(async () => {
    [nats, database, otlp, receiver] = await Promise.all([
      startNatsServer(),
      createDatabase(),
      startOtlpReceiver(),
      startReceiver(),
    ]);
    const env = {
      OTEL_EXPORTER_OTLP_ENDPOINT: otlp.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_METRICS_EXPORTER: 'none',
      OTEL_LOGS_EXPORTER: 'none',
      OTEL_BSP_SCHEDULE_DELAY: '100',
    };
    services = await startServices({ natsUrl: nats.url, databaseUrl: database.url, names: NAMES, env });
    broker = await connectBroker({ url: nats.url, name: 'test' });
    await services.api('PUT', '/v1/tenants/acme', { name: 'Acme' });
    const subscription = {
      name: 'traced',
      urls: [`${receiver.url}/hook`],
      events: ['*'],
      delivery: { retrySchedule: ['200ms'] },
    };
    const created = await services.api('POST', '/v1/tenants/acme/subscriptions', subscription);
    expect(created.status).toBe(201);
  }, 90_000);
  afterAll(async () => {
    await broker.connection.close();
    await services.stop();
    await Promise.all([receiver.close(), otlp.close(), nats.stop()]);
    await database.drop();
  });

  const inTrace = (name: string, traceId = PUBLISHER.traceId) =>
    otlp.spans.filter((span) => span.traceId === traceId && span.name === name);
  const attribute = (span: ReceivedSpan | undefined, key: string) =>
    span?.attributes.find((one) => one.key === key)?.value;

  test('publisher → evaluate → deliver → POST → log; the retry is linked to the attempt before', async () => {
    receiver.answer((_, nth) => ({ code: nth === 1 ? 503 : 200 }));
    const event = anEvent();
    await publishEvent(broker, event, 'acme', `00-${PUBLISHER.traceId}-${PUBLISHER.spanId}-01`);
    const requests = await receiver.received(2);
    await otlp.until(() => inTrace('log').length >= 2, 'the spans of the log');

    const [evaluate] = inTrace('evaluate');
    expect(evaluate).toMatchObject({ service: 'deskhook-evaluator', parentSpanId: PUBLISHER.spanId });
    expect(attribute(evaluate, 'deskhook.tenant')).toEqual({ stringValue: 'acme' });

    const [first, second] = inTrace('deliver');
    expect(inTrace('deliver')).toHaveLength(2);
    for (const span of [first, second])
      expect(span).toMatchObject({ service: 'deskhook-dispatcher', parentSpanId: evaluate?.spanId });
    expect(first?.links).toEqual([]);
    expect(first?.status.code).toBe(2);
    expect(second?.links).toMatchObject([{ traceId: PUBLISHER.traceId, spanId: first?.spanId }]);

    const posts = inTrace('POST');
    expect(posts.map((span) => span.parentSpanId)).toEqual([first?.spanId, second?.spanId]);
    expect(posts.map((span) => attribute(span, 'http.response.status_code'))).toEqual([
      { intValue: 503 },
      { intValue: 200 },
    ]);
    expect(requests.map((request) => request.headers['traceparent'])).toEqual(
      posts.map((span) => `00-${PUBLISHER.traceId}-${span.spanId}-01`),
    );
    const logged = inTrace('log').map((span) => `${span.service} below ${span.parentSpanId}`);
    expect(new Set(logged)).toEqual(
      new Set([first, second].map((span) => `deskhook-logs below ${span?.spanId}`)),
    );
  });

  test('every attempt in the log carries its trace id', async () => {
    const { items } = pageSchema.parse(
      await (await services.api('GET', '/v1/tenants/acme/deliveries')).json(),
    );
    const [delivery] = items;
    expect(delivery?.status).toBe('delivered');
    const detail = await (await services.api('GET', `/v1/tenants/acme/deliveries/${delivery?.id}`)).json();
    const { attempts } = detailSchema.parse(detail);
    expect(attempts.map((one) => [one.number, one.traceId])).toEqual([
      [1, PUBLISHER.traceId],
      [2, PUBLISHER.traceId],
    ]);
  });

  test('an event that comes in over HTTP goes on in the trace of its request', async () => {
    receiver.answer(() => ({ code: 200 }));
    const traceId = '5b8efff798038103d269b633813fc60c';
    const answer = await fetch(`${services.gatewayUrl}/v1/tenants/acme/events`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${services.rootKey}`,
        'content-type': 'application/cloudevents+json',
        traceparent: `00-${traceId}-eee19b7ec3c1b174-01`,
      },
      body: JSON.stringify(anEvent()),
    });
    expect(answer.status).toBe(202);
    await otlp.until(() => inTrace('log', traceId).length >= 1, 'the span of the log');
    const [server] = otlp.spans.filter(
      (span) => span.traceId === traceId && span.service === 'deskhook-gateway' && span.kind === 2,
    );
    expect(server).toMatchObject({
      name: 'POST /v1/tenants/:tenant/events',
      parentSpanId: 'eee19b7ec3c1b174',
    });
    expect(inTrace('evaluate', traceId)[0]).toMatchObject({ parentSpanId: server?.spanId });
    await waitUntil(() => (inTrace('POST', traceId).length > 0 ? true : undefined), {
      what: 'the POST',
      timeoutMs: 5_000,
    });
  });
});

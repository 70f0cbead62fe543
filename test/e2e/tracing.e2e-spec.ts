import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { identityTrace } from '@deskhook/messaging';
import { waitUntil } from '../../tools/local-stack/wait-until.js';
import { anEvent } from '../support/events.js';
import { publishEvent } from '../support/hot-path.js';
import type { ReceivedSpan } from '../support/otlp-receiver.js';
import {
  attributeOf,
  startTracedServices,
  type LogLine,
  type TracedServices,
} from '../support/traced-services.js';

const PUBLISHER = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' };
const EVALUATE = 'process events.{tenant}.{type}';
const DELIVER = 'process deliveries.{tenant}.{subscription}';
const LOG = 'process attempts.{tenant}.{subscription}';
/** Of OTLP: internal is 1. */
const KIND = { server: 2, client: 3, producer: 4, consumer: 5 };
/** Lines of an event's way: each names the trace that it belongs to. */
const OF_AN_EVENT = ['event.evaluated', 'delivery.attempted'];

const pageSchema = z.object({ items: z.array(z.object({ id: z.string(), status: z.string() })) });
const detailSchema = z.object({ attempts: z.array(z.object({ number: z.number(), traceId: z.string() })) });

let world: TracedServices;
beforeAll(async () => {
  world = await startTracedServices();
}, 90_000);
afterAll(() => world.close());

function call(method: string, path: string, traceId: string, body?: unknown): Promise<Response> {
  const { gatewayUrl, rootKey } = world.services;
  const headers = {
    authorization: `Bearer ${rootKey}`,
    traceparent: `00-${traceId}-eee19b7ec3c1b174-01`,
    ...(body === undefined ? {} : { 'content-type': 'application/cloudevents+json' }),
  };
  return fetch(gatewayUrl + path, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** Waits for spans, so many of each name: services export theirs apart, in no order. */
const untilSpans = (traceId: string, counts: Readonly<Record<string, number>>) =>
  world.otlp.until(
    () => Object.entries(counts).every(([name, count]) => world.spans(traceId, name).length >= count),
    `the spans ${JSON.stringify(counts)}`,
  );

describe('one trace from the publisher to the log', () => {
  const inTrace = (name: string) => world.spans(PUBLISHER.traceId, name);

  test('publisher → evaluate → deliver → POST → log; the retry is linked to the attempt before', async () => {
    const { receiver, broker } = world;
    receiver.answer((_, nth) => ({ code: nth === 1 ? 503 : 200 }));
    const event = anEvent();
    await publishEvent(broker, event, 'acme', `00-${PUBLISHER.traceId}-${PUBLISHER.spanId}-01`);
    const requests = await receiver.received(2);
    await untilSpans(PUBLISHER.traceId, { [EVALUATE]: 1, [DELIVER]: 2, POST: 2, [LOG]: 2 });

    const [evaluate] = inTrace(EVALUATE);
    expect(evaluate).toMatchObject({
      service: 'deskhook-evaluator',
      kind: KIND.consumer,
      parentSpanId: PUBLISHER.spanId,
    });
    const [first, second] = inTrace(DELIVER);
    expect(inTrace(DELIVER)).toHaveLength(2);
    for (const span of [first, second]) {
      expect(span).toMatchObject({
        service: 'deskhook-dispatcher',
        kind: KIND.consumer,
        parentSpanId: evaluate?.spanId,
      });
    }
    expect(first?.links).toEqual([]);
    expect(first?.status.code).toBe(2);
    expect(second?.links).toMatchObject([{ traceId: PUBLISHER.traceId, spanId: first?.spanId }]);

    const posts = inTrace('POST');
    expect(posts.map((span) => span.parentSpanId)).toEqual([first?.spanId, second?.spanId]);
    expect(requests.map((request) => request.headers['traceparent'])).toEqual(
      posts.map((span) => `00-${PUBLISHER.traceId}-${span.spanId}-01`),
    );
    const logged = inTrace(LOG).map((span) => `${span.service} below ${span.parentSpanId}`);
    expect(new Set(logged)).toEqual(
      new Set([first, second].map((span) => `deskhook-logs below ${span?.spanId}`)),
    );
    const linked = () => {
      const batches = world.otlp.spans.filter((span) => span.name === 'process ATTEMPTS');
      return new Set(batches.flatMap((span) => span.links.map((link) => link.spanId)));
    };
    await world.otlp.until(() => linked().size >= 2, 'the spans of the batches');
    expect(linked()).toEqual(new Set([first?.spanId, second?.spanId]));
  });

  test('each span says what it is about, in the words of the conventions and in our own', () => {
    const [evaluate] = inTrace(EVALUATE);
    const [first, second] = inTrace(DELIVER);
    const [post, again] = inTrace('POST');
    const read = (span: ReceivedSpan | undefined, keys: readonly string[]) =>
      Object.fromEntries(keys.map((key) => [key, attributeOf(span, key)]));
    const isAbout = (span: ReceivedSpan | undefined, told: Readonly<Record<string, unknown>>) =>
      expect(read(span, Object.keys(told))).toEqual(told);

    isAbout(evaluate, {
      'messaging.system': 'nats',
      'messaging.operation.type': 'process',
      'messaging.destination.name': 'events.acme.ticket.created',
      'messaging.destination.template': 'events.{tenant}.{type}',
      'messaging.consumer.group.name': 'evaluator',
      'deskhook.tenant': 'acme',
      'deskhook.event.type': 'ticket.created',
    });
    const id = attributeOf(first, 'deskhook.delivery.id');
    isAbout(first, {
      'messaging.message.id': id,
      'deskhook.event.id': attributeOf(evaluate, 'messaging.message.id'),
      'deskhook.dialect': 'standard',
      'deskhook.attempt.number': 1,
      'messaging.consumer.group.name': 'dispatcher',
      'deskhook.delivery.status': 'retrying',
      'error.type': '503',
    });
    isAbout(second, {
      'deskhook.delivery.id': id,
      'deskhook.attempt.number': 2,
      'messaging.consumer.group.name': 'dispatcher-retries',
      'deskhook.delivery.status': 'delivered',
      'error.type': undefined,
    });
    const url = `${world.receiver.url}/hook`;
    isAbout(post, {
      'http.request.method': 'POST',
      'url.full': url,
      'http.response.status_code': 503,
      'error.type': '503',
      'http.request.resend_count': undefined,
    });
    isAbout(again, { 'http.response.status_code': 200, 'http.request.resend_count': 1 });
  });

  test('every attempt in the log carries its trace id', async () => {
    const { services } = world;
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

  test('the event itself names its trace', async () => {
    const id = attributeOf(inTrace(EVALUATE)[0], 'deskhook.event.id');
    // Events are logged beside their attempts.
    const logged = async () => {
      const answer = await world.services.api('GET', `/v1/tenants/acme/events/${String(id)}`);
      return answer.ok ? answer : undefined;
    };
    const event: unknown = await (await waitUntil(logged, { what: 'the event', timeoutMs: 60_000 })).json();
    expect(event).toMatchObject({ id, traceId: PUBLISHER.traceId });
  });

  test('every line of its way names the trace', async () => {
    const lines = await world.untilLines(({ event }) => OF_AN_EVENT.includes(String(event)), 'its lines', 3);
    // A delivery may have been attempted before the evaluation's own line is written.
    expect(lines.map(({ event }) => String(event)).toSorted()).toEqual([
      'delivery.attempted',
      'delivery.attempted',
      'event.evaluated',
    ]);
    expect(new Set(lines.map(({ traceId }) => traceId))).toEqual(new Set([PUBLISHER.traceId]));
  });
});

test('an event that comes in over HTTP goes on in the trace of its request', async () => {
  const traceId = '5b8efff798038103d269b633813fc60c';
  world.receiver.answer(() => ({ code: 200 }));
  const answer = await call('POST', '/v1/tenants/acme/events', traceId, anEvent());
  expect(answer.status).toBe(202);
  const inTrace = (name: string) => world.spans(traceId, name);
  const route = 'POST /v1/tenants/:tenant/events';
  await untilSpans(traceId, {
    [route]: 1,
    'send events.{tenant}.{type}': 1,
    [EVALUATE]: 1,
    POST: 1,
    [LOG]: 1,
  });
  const [server] = world.spans(traceId).filter(({ kind }) => kind === KIND.server);
  expect(server).toMatchObject({
    service: 'deskhook-gateway',
    name: route,
    parentSpanId: 'eee19b7ec3c1b174',
  });
  expect(attributeOf(server, 'http.route')).toBe('/v1/tenants/:tenant/events');
  const [send] = inTrace('send events.{tenant}.{type}');
  expect(send).toMatchObject({
    service: 'deskhook-gateway',
    kind: KIND.producer,
    parentSpanId: server?.spanId,
  });
  expect(inTrace(EVALUATE)[0]).toMatchObject({ parentSpanId: send?.spanId });
  const isOfRequest = (one: LogLine) => one['event'] === 'http.request' && one['traceId'] === traceId;
  const [line] = await world.untilLines(isOfRequest, 'the line of the request');
  expect(line).toMatchObject({ route: '/v1/tenants/:tenant/events', status: 202 });
});

test('the query of a request is in no span: there may be a secret in it', async () => {
  const traceId = '9b2f63257de34c926f9efcd03927272e';
  const path = '/v1/tenants/acme/connectors/con_none/inbound';
  const answer = await call('POST', `${path}?token=planted-secret`, traceId, {});
  expect(answer.status).toBe(401);
  await world.otlp.until(() => world.spans(traceId).length > 0, 'the span of the request');
  expect(attributeOf(world.spans(traceId)[0], 'url.path')).toBe(path);
  expect(JSON.stringify(world.otlp.spans)).not.toContain('planted-secret');
});

test('a request that asks another service shows how long that one and its database took', async () => {
  const traceId = '6e0c63257de34c926f9efcd03927272e';
  expect((await call('GET', '/v1/tenants/acme/deliveries', traceId)).status).toBe(200);
  const calls = () => world.spans(traceId, 'logs.deliveries.list');
  const answeredBy = () => calls().find(({ kind }) => kind === KIND.server);
  const requests = () =>
    world
      .spans(traceId)
      .filter(({ kind, service }) => kind === KIND.server && service === 'deskhook-gateway');
  const databases = () =>
    world
      .spans(traceId)
      .filter(({ parentSpanId }) => parentSpanId === answeredBy()?.spanId)
      .map((one) => attributeOf(one, 'db.system.name') ?? attributeOf(one, 'db.system'));
  const isWhole = () => calls().length === 2 && requests().length > 0 && databases().includes('postgresql');
  await world.otlp.until(isWhole, 'the request, both sides of the call, and a query');
  expect(databases()).toContain('postgresql');
  const asked = calls().find(({ kind }) => kind === KIND.client);
  const answered = answeredBy();
  const [request] = requests();
  expect(asked).toMatchObject({ service: 'deskhook-gateway', parentSpanId: request?.spanId });
  expect(answered).toMatchObject({ service: 'deskhook-logs', parentSpanId: asked?.spanId });
  expect(attributeOf(answered, 'rpc.method')).toBe('logs.deliveries.list');
});

test('a refused event has a span that says why, and a line in the same trace', async () => {
  const traceId = '7f1d63257de34c926f9efcd03927272e';
  const nameless = { ...anEvent(), id: '' };
  await publishEvent(world.broker, nameless, 'acme', `00-${traceId}-${PUBLISHER.spanId}-01`);
  await world.otlp.until(() => world.spans(traceId, EVALUATE).length > 0, 'the span of the refusal');
  const [span] = world.spans(traceId, EVALUATE);
  expect(span?.status.code).toBe(2);
  expect(attributeOf(span, 'error.type')).toBe('invalid_event');
  const refused = await world.untilLines(({ event }) => event === 'event.refused', 'the line of the refusal');
  expect(refused.map((line) => line['traceId'])).toEqual([traceId]);
});

test('a refused event stays in the trace of its CloudEvents extension, and begins its own where there is none', async () => {
  const traceId = '3c1d63257de34c926f9efcd03927272e';
  const { broker, otlp } = world;
  const traced = { ...anEvent(), traceparent: `00-${traceId}-${PUBLISHER.spanId}-01` };
  const untraced = anEvent();
  for (const event of [traced, untraced]) await publishEvent(broker, event, 'nobody');
  const refused = () =>
    otlp.spans.filter(
      (span) => attributeOf(span, 'error.type') === 'unknown_tenant' && span.name === EVALUATE,
    );
  await otlp.until(() => refused().length === 2, 'the spans of the refusals');
  const own = identityTrace('nobody', String(untraced.id)).traceId;
  const parents = refused().map((span) => [span.traceId, span.parentSpanId ?? ''] as const);
  expect(Object.fromEntries(parents)).toEqual({ [traceId]: PUBLISHER.spanId, [own]: '' });
});

test('a breach is told in a trace of its own, which is linked to the event that the promise came with', async () => {
  const traceId = '8a2e63257de34c926f9efcd03927272e';
  world.receiver.answer(() => ({ code: 200 }));
  const sla = { solution_due: new Date(Date.now() + 500).toISOString() };
  const ticket = { id: 4711, subject: 'x', status: { id: 1, base: 'new' }, sla };
  const event = anEvent({ type: 'ticket.updated', time: new Date().toISOString(), data: { ticket } });
  await publishEvent(world.broker, event, 'acme', `00-${traceId}-${PUBLISHER.spanId}-01`);
  const told = () => world.otlp.spans.filter((span) => span.service === 'deskhook-scheduler');
  const ofBreach = () => world.spans(told()[0]?.traceId ?? '');
  const isInTrace = (wanted: string) => ofBreach().some(({ name }) => name === wanted);
  await world.otlp.until(() => isInTrace(EVALUATE) && isInTrace(LOG), 'the breach in the log');
  expect(told()).toMatchObject([
    {
      name: 'send events.{tenant}.{type}',
      kind: KIND.producer,
      links: [{ traceId, spanId: PUBLISHER.spanId }],
    },
  ]);
  expect(attributeOf(told()[0], 'deskhook.event.type')).toBe('sla.breached');
  expect(ofBreach().find(({ name }) => name === EVALUATE)).toMatchObject({ parentSpanId: told()[0]?.spanId });
  const lines = await world.untilLines((line) => line['event'] === 'sla.told', 'the line of the breach');
  expect(lines.map((line) => line['traceId'])).toEqual([told()[0]?.traceId]);
});

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { anEvent } from '../support/events.js';
import { publishEvent } from '../support/hot-path.js';
import {
  attributeOf,
  startTracedServices,
  type LogLine,
  type TracedServices,
} from '../support/traced-services.js';

const DELIVER = 'process deliveries.{tenant}.{subscription}';
const LOG = 'process attempts.{tenant}.{subscription}';
const SPAN = 'b7ad6b7169203331';

let world: TracedServices;
beforeAll(async () => {
  world = await startTracedServices({ OTEL_TRACES_SAMPLER: 'parentbased_always_off' });
}, 90_000);
afterAll(() => world.close());

const publish = (traceId: string) =>
  publishEvent(world.broker, anEvent(), 'acme', `00-${traceId}-${SPAN}-00`);

test('of traces that are not sampled, the deliveries that failed are exported, and nothing else', async () => {
  const [well, failing] = ['1'.repeat(32), '2'.repeat(32)];
  const { receiver, otlp } = world;
  await publish(well);
  await receiver.received(1);
  receiver.answer((_, nth) => ({ code: nth === 1 ? 503 : 200 }));
  await publish(failing);
  const requests = await receiver.received(3);
  const named = (name: string) => world.spans(failing, name);
  await otlp.until(() => world.spans(failing).length >= 6, 'the spans of the failing delivery');

  const [first, second] = named(DELIVER);
  expect([first?.status.code, second?.status.code]).toEqual([2, 0]);
  expect(second?.links).toMatchObject([{ traceId: failing, spanId: first?.spanId }]);
  const posts = named('POST');
  expect(posts.map((span) => span.parentSpanId)).toEqual([first?.spanId, second?.spanId]);
  expect(requests.slice(1).map((request) => request.headers['traceparent'])).toEqual(
    posts.map((span) => `00-${failing}-${span.spanId}-00`),
  );
  const storedAt = Number(attributeOf(first, 'deskhook.event.stored_at'));
  expect(Math.abs(Date.now() - storedAt)).toBeLessThan(60_000);
  for (const span of [...named(DELIVER), ...posts]) expect(attributeOf(span, 'deskhook.kept')).toBe('failed');
  expect(named(LOG).map((span) => span.parentSpanId)).toEqual([first?.spanId, second?.spanId]);

  expect(world.spans(failing)).toHaveLength(6);
  expect(world.spans(well)).toEqual([]);
});

test('the log lines and the log name the trace all the same', async () => {
  const isAttempt = (line: LogLine) => line['event'] === 'delivery.attempted';
  const attempted = await world.untilLines(isAttempt, 'the lines of three attempts', 3);
  expect(attempted.map((line) => line['traceId'])).toEqual(['1'.repeat(32), '2'.repeat(32), '2'.repeat(32)]);
});

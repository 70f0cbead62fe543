import {
  consumerFigures,
  streamFigures,
  type Broker,
  type ConsumerDeclaration,
  type ConsumerFigures,
  type StreamFigures,
} from '@deskhook/messaging';
import type { StreamName } from '@deskhook/contracts';
import { metrics, type GaugeReading } from '@deskhook/telemetry';

const STREAM = {
  messages: metrics.gauge('deskhook_stream_messages', {
    help: 'Messages that a stream holds',
    labels: ['stream'],
  }),
  bytes: metrics.gauge('deskhook_stream_bytes', { help: 'Bytes that a stream holds', labels: ['stream'] }),
  bytesMax: metrics.gauge('deskhook_stream_bytes_limit', {
    help: 'Bytes at which a stream pushes back on its publishers',
    labels: ['stream'],
  }),
};

const QUEUE_LABELS = ['stream', 'consumer'] as const;
const CONSUMER = {
  pending: metrics.gauge('deskhook_consumer_pending', {
    help: 'Messages that wait to be handed out to a consumer',
    labels: QUEUE_LABELS,
  }),
  ackPending: metrics.gauge('deskhook_consumer_ack_pending', {
    help: 'Messages that a consumer has in hand',
    labels: QUEUE_LABELS,
  }),
  redelivered: metrics.gauge('deskhook_consumer_redelivered', {
    help: 'Messages in hand that were handed out more than once',
    labels: QUEUE_LABELS,
  }),
  oldestAge: metrics.gauge('deskhook_consumer_oldest_age_seconds', {
    help: 'Age of the oldest message that a consumer has not settled; 0: there is none',
    labels: QUEUE_LABELS,
  }),
};

/** How a service stands with the streams that it consumes. Every replica tells the same: they share the consumers. */
export async function readQueues(
  broker: Broker,
  consumers: readonly ConsumerDeclaration[],
): Promise<readonly GaugeReading[]> {
  const streams = [...new Set(consumers.map(({ stream }) => stream))];
  const readings = await Promise.all([
    ...streams.map((stream) => readStream(broker, stream)),
    ...consumers.map((declaration) => readConsumer(broker, declaration)),
  ]);
  return readings.flat();
}

/** How full a stream is, also for services that read it without a consumer that is declared. */
export async function readStream(broker: Broker, stream: StreamName): Promise<readonly GaugeReading[]> {
  return streamReadings(stream, await streamFigures(broker, stream));
}

function streamReadings(stream: string, { messages, bytes, bytesMax }: StreamFigures): GaugeReading[] {
  const labels = { stream };
  return [
    STREAM.messages.at(labels, messages),
    STREAM.bytes.at(labels, bytes),
    ...(bytesMax === null ? [] : [STREAM.bytesMax.at(labels, bytesMax)]),
  ];
}

async function readConsumer(broker: Broker, declaration: ConsumerDeclaration): Promise<GaugeReading[]> {
  const { stream, durable: consumer } = declaration;
  return consumerReadings({ stream, consumer }, await consumerFigures(broker, declaration), Date.now());
}

function consumerReadings(
  labels: { readonly stream: string; readonly consumer: string },
  { pending, ackPending, redelivered, oldestAt }: ConsumerFigures,
  now: number,
): GaugeReading[] {
  const ageMs = oldestAt === null ? 0 : Math.max(0, now - oldestAt);
  return [
    CONSUMER.pending.at(labels, pending),
    CONSUMER.ackPending.at(labels, ackPending),
    CONSUMER.redelivered.at(labels, redelivered),
    CONSUMER.oldestAge.at(labels, ageMs / 1000),
  ];
}

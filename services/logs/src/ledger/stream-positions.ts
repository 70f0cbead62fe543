import { CONSUMERS, STREAMS, type StreamName } from '@deskhook/contracts';
import {
  consumerPosition,
  streamExtent,
  type Broker,
  type ConsumerPosition,
  type StreamExtent,
} from '@deskhook/messaging';

/** Up to where the log has stored each stream. */
export interface LogPositions {
  readonly events: ConsumerPosition;
  readonly deliveries: ConsumerPosition;
  readonly attempts: ConsumerPosition;
  readonly dead: ConsumerPosition;
}

/** What the evaluator has settled, and what it left behind can be found up to where. */
export interface EvaluatorPositions {
  readonly events: StreamExtent;
  readonly settledUpTo: number;
  /** Last sequences of DELIVERIES and DEAD, read after the above. */
  readonly deliveriesLast: number;
  readonly deadLast: number;
}

/** What DELIVERIES holds that the dispatchers have not settled. */
export interface DispatcherPositions {
  readonly deliveries: StreamExtent;
  readonly settledUpTo: number;
  /** The same of deliveries whose order counts. */
  readonly orderedSettledUpTo: number;
}

const NOTHING_SETTLED: ConsumerPosition = { settledUpTo: 0, unsettled: 0 };

export async function logPositions(broker: Broker): Promise<LogPositions> {
  const of = (stream: StreamName, durable: string) => positionOf(broker, stream, durable);
  const [events, deliveries, attempts, dead] = await Promise.all([
    of(STREAMS.events, CONSUMERS.logsEvents),
    of(STREAMS.deliveries, CONSUMERS.logsDeliveries),
    of(STREAMS.attempts, CONSUMERS.logsAttempts),
    of(STREAMS.dead, CONSUMERS.logsDead),
  ]);
  return { events, deliveries, attempts, dead };
}

export async function evaluatorPositions(broker: Broker): Promise<EvaluatorPositions> {
  const { settledUpTo } = await positionOf(broker, STREAMS.events, CONSUMERS.evaluatorEvents);
  const [events, deliveries, dead] = await Promise.all([
    streamExtent(broker, STREAMS.events),
    streamExtent(broker, STREAMS.deliveries),
    streamExtent(broker, STREAMS.dead),
  ]);
  return { events, settledUpTo, deliveriesLast: deliveries.last, deadLast: dead.last };
}

export async function dispatcherPositions(broker: Broker): Promise<DispatcherPositions> {
  const [plain, ordered] = await Promise.all([
    positionOf(broker, STREAMS.deliveries, CONSUMERS.dispatcherDeliveries),
    positionOf(broker, STREAMS.deliveries, CONSUMERS.dispatcherOrdered),
  ]);
  const deliveries = await streamExtent(broker, STREAMS.deliveries);
  return { deliveries, settledUpTo: plain.settledUpTo, orderedSettledUpTo: ordered.settledUpTo };
}

/** Of a consumer that nobody has made yet: it has everything before it. */
async function positionOf(broker: Broker, stream: StreamName, durable: string): Promise<ConsumerPosition> {
  return (await consumerPosition(broker, stream, durable)) ?? NOTHING_SETTLED;
}

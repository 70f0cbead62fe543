import type { StreamName } from '@deskhook/contracts';
import type { Broker } from './nats-connection.js';

/** How full a stream is. */
export interface StreamFigures {
  readonly messages: number;
  readonly bytes: number;
  /** Where it pushes back on its publishers; null: nowhere. */
  readonly bytesMax: number | null;
}

/** How far all replicas of a service are behind with a stream. */
export interface ConsumerFigures {
  /** Messages that wait to be handed out. */
  readonly pending: number;
  /** Messages that were handed out and are not settled. */
  readonly ackPending: number;
  /** How many of those were handed out more than once. */
  readonly redelivered: number;
  /** When the oldest one that is not settled was stored, in epoch milliseconds; null: all are settled. */
  readonly oldestAt: number | null;
}

/** The consumer that is asked for, and the subjects that it is meant for. */
export interface QueueOf {
  readonly stream: StreamName;
  readonly durable: string;
  readonly filter?: string;
}

export async function streamFigures({ jsm }: Broker, stream: StreamName): Promise<StreamFigures> {
  const { state, config } = await jsm.streams.info(stream);
  return {
    messages: state.messages,
    bytes: state.bytes,
    bytesMax: config.max_bytes > 0 ? config.max_bytes : null,
  };
}

export async function consumerFigures({ jsm }: Broker, queue: QueueOf): Promise<ConsumerFigures> {
  const { stream, durable, filter = '>' } = queue;
  const info = await jsm.consumers.info(stream, durable);
  const { num_pending: pending, num_ack_pending: ackPending, num_redelivered: redelivered } = info;
  const figures = { pending, ackPending, redelivered };
  if (pending + ackPending === 0) return { ...figures, oldestAt: null };
  const seq = info.ack_floor.stream_seq + 1;
  const message = await jsm.direct.getMessage(stream, { seq, next_by_subj: filter });
  return { ...figures, oldestAt: message === null ? null : message.time.getTime() };
}

import { setTimeout as delay } from 'node:timers/promises';
import type { StreamName } from '@deskhook/contracts';
import type { ConsumerLog } from './consumer-context.js';
import { incomingMessage, type IncomingMessage } from './incoming-message.js';
import type { Broker } from './nats-connection.js';
import { StoreError } from './stored-messages.js';

const PULL_EXPIRES_MS = 5_000;
/** Messages that are fetched ahead of the reader: what a reader that stands still costs. */
const AHEAD_MAX = 16;
const INACTIVE_MS = 30_000;
const RESTART_WAIT_MS = 500;

export interface TailOptions {
  readonly stream: StreamName;
  readonly filter: string;
  /** Sequence after which it begins. */
  readonly after: number;
  readonly signal: AbortSignal;
  readonly log: ConsumerLog;
}

/** A message, and how many more of the filter the stream holds after it. */
export interface TailMessage extends IncomingMessage {
  readonly pending: number;
}

/** What a stream holds, by its ends. */
export interface StreamSpan {
  /** Sequence of the oldest message; one higher than the newest where there is none. */
  readonly first: number;
  readonly last: number;
}

export async function streamSpan({ jsm }: Broker, stream: StreamName): Promise<StreamSpan> {
  try {
    const { state } = await jsm.streams.info(stream);
    return { first: state.first_seq, last: state.last_seq };
  } catch (cause) {
    throw new StoreError(`the broker does not answer for the stream ${stream}`, { cause });
  }
}

/**
 * Reads a stream from a sequence on and goes on with what is stored from then on, until the signal. Nothing is
 * acknowledged and nothing is kept for the reader: it reads as slowly as it likes, and what it has not read waits in the
 * stream. It goes on over reconnects without a gap. Uses an ordered consumer in the broker's memory, one for each reader.
 */
export async function* tailStream(broker: Broker, options: TailOptions): AsyncGenerator<TailMessage> {
  const { signal, log, stream } = options;
  let { after } = options;
  while (!signal.aborted) {
    try {
      for await (const message of tailOnce(broker, { ...options, after })) {
        after = message.sequence;
        yield message;
        if (signal.aborted) return;
      }
    } catch (error) {
      log.warn({ stream, err: error }, 'stream-tail.interrupted');
    }
    await delay(RESTART_WAIT_MS, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

async function* tailOnce(broker: Broker, options: TailOptions): AsyncGenerator<TailMessage> {
  const { stream, filter, after, signal } = options;
  const consumer = await broker.js.consumers.get(stream, {
    filter_subjects: filter,
    opt_start_seq: after + 1,
    inactive_threshold: INACTIVE_MS,
  });
  const messages = await consumer.consume({ expires: PULL_EXPIRES_MS, max_messages: AHEAD_MAX });
  const stop = () => messages.stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    if (signal.aborted) return;
    for await (const message of messages) {
      yield { ...incomingMessage(message), pending: message.info.pending };
    }
  } finally {
    signal.removeEventListener('abort', stop);
    messages.stop();
    // The broker would forget it by itself; at once is kinder where readers come and go.
    void consumer.delete().catch(() => undefined);
  }
}

import { STREAMS, type StreamName } from '@deskhook/contracts';
import type { JetStreamManager, StreamInfo } from '@nats-io/jetstream';
import type { ConsumerLog } from './consumer-context.js';
import type { Broker } from './nats-connection.js';
import { DEDUPLICATION_WINDOW_MS } from './stream-declarations.js';

export interface JanitorSettings {
  readonly everyMs: number;
  /** Share of a stream's size from which what has been settled is removed before its age does it. */
  readonly highWater: number;
  /** Messages younger than this stay: the broker rebuilds its memory of message ids from them. */
  readonly keepMs: number;
}

export const JANITOR_DEFAULTS: JanitorSettings = {
  everyMs: 30_000,
  highWater: 0.5,
  keepMs: DEDUPLICATION_WINDOW_MS,
};

const STREAMS_KEPT: readonly StreamName[] = [
  STREAMS.events,
  STREAMS.deliveries,
  STREAMS.attempts,
  STREAMS.dead,
  STREAMS.commands,
  STREAMS.notices,
];

/**
 * Makes room in streams that push back when they are full. Those streams keep settled messages for deduplication, so
 * without this a busy system would refuse events until the oldest come of age. Only what every consumer of the stream
 * has settled is removed. Any number of replicas may do it at once.
 */
export class StreamJanitor {
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly broker: Broker,
    private readonly log: ConsumerLog,
    private readonly settings: JanitorSettings = JANITOR_DEFAULTS,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweep(Date.now()), this.settings.everyMs).unref();
  }

  beforeApplicationShutdown(): void {
    if (this.timer !== null) clearInterval(this.timer);
  }

  /** Looks at each stream once. */
  async sweep(now: number): Promise<void> {
    for (const stream of STREAMS_KEPT) {
      try {
        await this.tidy(stream, now);
      } catch (error) {
        this.log.warn({ stream, err: error }, 'stream.not-tidied');
      }
    }
  }

  private async tidy(stream: StreamName, now: number): Promise<void> {
    const { jsm } = this.broker;
    const info = await jsm.streams.info(stream);
    if (info.state.bytes < info.config.max_bytes * this.settings.highWater) return;
    const settled = await settledUpTo(jsm, stream, info);
    const end = await firstYoungerThan(
      jsm,
      stream,
      info.state.first_seq,
      settled + 1,
      now - this.settings.keepMs,
    );
    if (end > info.state.first_seq) await jsm.streams.purge(stream, { seq: end });
    const fields = {
      stream,
      bytes: info.state.bytes,
      bytesMax: info.config.max_bytes,
      removed: end - info.state.first_seq,
    };
    this.log.warn(fields, 'stream.tidied');
  }
}

/** The last sequence that every durable consumer of the stream has settled; 0 when it has none. */
async function settledUpTo(jsm: JetStreamManager, stream: StreamName, info: StreamInfo): Promise<number> {
  let settled = info.state.last_seq;
  let consumers = 0;
  for await (const consumer of jsm.consumers.list(stream)) {
    if (consumer.config.durable_name === undefined) continue;
    consumers++;
    settled = Math.min(settled, consumer.ack_floor.stream_seq);
  }
  return consumers === 0 ? 0 : settled;
}

/** The first sequence in [from, to) that was stored after the instant, or `to`: a binary search over what is stored. */
async function firstYoungerThan(
  jsm: JetStreamManager,
  stream: StreamName,
  from: number,
  to: number,
  instant: number,
): Promise<number> {
  let low = from;
  let high = Math.max(from, to);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const message = await jsm.streams.getMessage(stream, { seq: middle });
    if (message === null || message.time.getTime() <= instant) low = middle + 1;
    else high = middle;
  }
  return low;
}

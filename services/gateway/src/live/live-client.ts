import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { streamSpan, tailStream, type Broker, type ConsumerLog, type TailMessage } from '@deskhook/messaging';
import { STREAMS } from '@deskhook/contracts';
import { sseFrame, sseHeartbeat, sseHello } from './sse-frame.js';

const RETRY_MS = 2_000;
const HEARTBEAT_MS = 15_000;
const LAST_WORD_MS = 1_000;
/** What is written ahead of the client before it is waited for. */
const BUFFER_BYTES = 64 * 1024;

/** How patient the stream is with its clients. */
export interface LiveLimits {
  /** Attempts that a client may be behind before it is moved on to the present. */
  readonly behindMax: number;
  /** How long a client may take nothing at all before its connection is ended. */
  readonly stalledMs: number;
}

export const LIVE_LIMITS: LiveLimits = { behindMax: 10_000, stalledMs: 60_000 };

export interface LiveFeed {
  readonly filter: string;
  /** The last event that the client has read; null: begin with what happens from now on. */
  readonly after: number | null;
  /** What an attempt is to this client: what is told, or null where it is not wanted. */
  readonly tell: (message: TailMessage) => unknown;
  readonly limits: LiveLimits;
  readonly log: ConsumerLog;
}

/**
 * One client of the live stream. It is read from the broker as fast as the client reads, so a slow client costs a few
 * messages of memory; what it has not read waits in the stream, until it is too far behind.
 */
export class LiveClient {
  /** What goes to the client. */
  readonly out = new PassThrough({ highWaterMark: BUFFER_BYTES });
  private readonly ending = new AbortController();
  private position = 0;

  constructor(
    private readonly broker: Broker,
    private readonly feed: LiveFeed,
  ) {
    this.out.once('close', () => this.ending.abort());
    this.out.on('error', () => this.ending.abort());
  }

  /** Tells attempts until the client goes or is ended; never throws. */
  async run(): Promise<void> {
    const heartbeat = setInterval(() => this.beat(), HEARTBEAT_MS).unref();
    try {
      await this.write(sseHello(RETRY_MS));
      await this.begin();
      while (!this.ending.signal.aborted) await this.follow();
    } catch (error) {
      this.feed.log.warn({ err: error }, 'live.interrupted');
    } finally {
      clearInterval(heartbeat);
      this.out.end();
    }
  }

  /** Ends the stream at once, with a last word of why; a client that does not read it is not waited for. */
  end(why: string): void {
    if (!this.out.writableEnded && !this.out.destroyed)
      this.out.end(sseFrame({ id: this.position, event: 'end', data: { detail: why } }));
    this.ending.abort();
    setTimeout(() => this.out.destroy(), LAST_WORD_MS).unref();
  }

  private async begin(): Promise<void> {
    const { after } = this.feed;
    const { first, last } = await streamSpan(this.broker, STREAMS.attempts);
    // An id of the future is of a stream that is no more.
    this.position = after === null || after > last ? last : after;
    if (this.position + 1 >= first) return;
    const detail =
      'what happened since your last event is no longer in the stream: ask the list of deliveries';
    await this.lag(first - 1, { skipped: null, detail });
  }

  private async follow(): Promise<void> {
    const { signal } = this.ending;
    const { filter, log, limits } = this.feed;
    const from = { stream: STREAMS.attempts, filter, after: this.position, signal, log };
    for await (const message of tailStream(this.broker, from)) {
      await this.take(message);
      if (message.pending > limits.behindMax) return this.moveOn(message.pending);
    }
  }

  private async take(message: TailMessage): Promise<void> {
    const told = this.feed.tell(message);
    this.position = message.sequence;
    if (told !== null) await this.write(sseFrame({ id: message.sequence, event: 'attempt', data: told }));
  }

  private async moveOn(skipped: number): Promise<void> {
    const { last } = await streamSpan(this.broker, STREAMS.attempts);
    const detail = 'too far behind: these attempts were left out, ask the list of deliveries';
    await this.lag(last, { skipped, detail });
  }

  private async lag(position: number, data: { readonly skipped: number | null; readonly detail: string }) {
    this.position = position;
    await this.write(sseFrame({ id: position, event: 'lagging', data }));
  }

  private beat(): void {
    if (!this.out.writableNeedDrain && this.out.writable) this.out.write(sseHeartbeat(this.position));
  }

  /** Writes and waits until the client has read enough for more. One that reads nothing for long is let go. */
  private async write(frame: string): Promise<void> {
    if (this.ending.signal.aborted || this.out.write(frame)) return;
    const patience = AbortSignal.timeout(this.feed.limits.stalledMs);
    const signal = AbortSignal.any([this.ending.signal, patience]);
    await once(this.out, 'drain', { signal }).catch(() => undefined);
    if (patience.aborted && this.out.writableNeedDrain) this.out.destroy();
  }
}

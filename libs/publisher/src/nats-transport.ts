import { jetstream, type JetStreamClient } from '@nats-io/jetstream';
import { headers, type NatsConnection } from '@nats-io/transport-node';
import { backOffMs } from './back-off.js';
import { connectOrEnd } from './connecting.js';
import { connectionError, outcomeOfFailure } from './nats-failure.js';
import type { NatsPlace } from './nats-publisher.js';
import type { Outcome, Outgoing, Transport } from './transport.js';

/** The stream that has to take the events: another one on the same subjects would swallow them. */
export const STREAM = 'EVENTS';
const ACK_TIMEOUT_MS = 5_000;
/** A frozen broker takes connections and says nothing: nats.js alone would wait for 20 seconds. */
const CONNECT_TIMEOUT_MS = 5_000;
const IN_FLIGHT_MAX = 256;

type OwnPlace = Extract<NatsPlace, { readonly servers: unknown }>;
type Tell = (isAvailable: boolean, error?: Error) => void;

/** Publishes with JetStream: an event is stored when the broker has acknowledged it. */
export class NatsTransport implements Transport {
  readonly requestsMax = IN_FLIGHT_MAX;
  readonly batchMax = 1;
  readonly batchBytesMax = Number.MAX_SAFE_INTEGER;
  private tell: Tell = () => undefined;
  private connection: NatsConnection | undefined;
  private js: JetStreamClient | undefined;
  private isClosed = false;
  private readonly wake = new AbortController();

  constructor(
    private readonly place: NatsPlace,
    /** `events.<tenant>`; the type follows. */
    private readonly root: string,
  ) {}

  watch(tell: Tell): void {
    this.tell = tell;
    const { place } = this;
    if (place.connection === undefined) void this.stayConnected(place);
    else void this.follow(place.connection);
  }

  async send([outgoing]: readonly Outgoing[]): Promise<readonly Outcome[]> {
    if (outgoing === undefined) return [];
    const subject = `${this.root}.${outgoing.event.type}`;
    try {
      return [await this.publish(subject, outgoing)];
    } catch (error) {
      return [outcomeOfFailure(error, subject)];
    }
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.wake.abort();
    if (this.place.connection === undefined) await this.connection?.close();
  }

  private async publish(subject: string, { event, body }: Outgoing): Promise<Outcome> {
    if (this.js === undefined)
      return { kind: 'retry', error: new Error('there is no connection to the broker') };
    const carried = headers();
    carried.set('content-type', 'application/cloudevents+json');
    if (event.traceparent !== undefined) carried.set('traceparent', event.traceparent);
    const { seq } = await this.js.publish(subject, body, {
      headers: carried,
      expect: { streamName: STREAM },
      timeout: ACK_TIMEOUT_MS,
      // The queue tries again, with pauses that all events share.
      retries: 1,
    });
    return { kind: 'stored', sequence: seq };
  }

  /** A connection of our own is replaced when the client gives it up, whatever the reason was. */
  private async stayConnected({ servers, nats }: OwnPlace): Promise<void> {
    const options = { timeout: CONNECT_TIMEOUT_MS, ...nats, servers, maxReconnectAttempts: -1 };
    this.tell(false);
    for (let failures = 0; !this.isClosed; failures += 1) {
      try {
        const connection = await connectOrEnd(options, this.wake.signal);
        if (this.isClosed) return await connection.close();
        failures = 0;
        await this.follow(connection);
      } catch (error) {
        this.tell(false, connectionError(error, servers));
      }
      await pause(backOffMs(failures, Math.random()), this.wake.signal);
    }
  }

  /** Until the connection is closed for good. */
  private async follow(connection: NatsConnection): Promise<void> {
    this.connection = connection;
    this.js = jetstream(connection);
    this.tell(true);
    for await (const { type } of connection.status()) {
      if (type === 'disconnect') this.tell(false, new Error('the connection to the broker is lost'));
      if (type === 'reconnect') this.tell(true);
    }
    if (this.place.connection === undefined) this.tell(false);
    // Nobody else brings it back: what waits is told so.
    else this.tell(true);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    const stop = () => {
      clearTimeout(timer);
      resolve();
    };
    signal.addEventListener('abort', stop, { once: true });
  });
}

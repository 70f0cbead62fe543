import { createInbox, type Msg, type MsgHdrs, type NatsConnection } from '@nats-io/transport-node';
import { z } from 'zod';
import type { Broker } from './nats-connection.js';

/** What the broker says of a stored message. */
export interface PublishAck {
  readonly sequence: number;
  readonly duplicate: boolean;
}

/** The broker refused a message, with its code: 10077 when the stream is full (nats-server, server/errors.json). */
export class PublishRefusedError extends Error {
  override readonly name = 'PublishRefusedError';

  constructor(
    message: string,
    readonly code: number,
  ) {
    super(message);
  }
}

/** The error first: the broker gives `stream` and `seq` beside it. */
const ackSchema = z.union([
  z.object({ error: z.object({ err_code: z.number(), description: z.string() }) }),
  z.object({ stream: z.string(), seq: z.number().min(1), duplicate: z.boolean().optional() }),
]);

interface Awaited {
  readonly resolve: (ack: PublishAck) => void;
  readonly refuse: (error: Error) => void;
  readonly until: number;
}

const SWEEP_MS = 250;

/**
 * Publishes to JetStream and matches the broker's acknowledgements. The client's own `publish` makes a timer, several
 * promises and an error object with its stack for each message; here one inbox and one sweep serve them all, which
 * halves what a publication costs (`npm run bench -- pipeline --profile evaluator`).
 */
export class PublishAcks {
  private readonly connection: NatsConnection;
  private readonly inbox: string;
  private readonly awaited = new Map<string, Awaited>();
  private readonly timer: NodeJS.Timeout;
  private count = 0;

  constructor(
    { connection, inboxPrefix }: Broker,
    private readonly timeoutMs: number,
  ) {
    this.connection = connection;
    this.inbox = createInbox(inboxPrefix);
    const callback = (error: Error | null, message: Msg) => this.take(error, message);
    connection.subscribe(`${this.inbox}.*`, { callback });
    this.timer = setInterval(() => this.sweep(performance.now()), SWEEP_MS).unref();
    void connection.closed().then(() => this.end());
  }

  /** Sends a message and resolves when the broker has stored it. */
  publish(subject: string, payload: Uint8Array | string, headers: MsgHdrs): Promise<PublishAck> {
    const token = (++this.count).toString(36);
    return new Promise((resolve, refuse) => {
      this.connection.publish(subject, payload, { reply: `${this.inbox}.${token}`, headers });
      this.awaited.set(token, { resolve, refuse, until: performance.now() + this.timeoutMs });
    });
  }

  /** Sends a message whose storing is confirmed by the last one of its batch. */
  publishUnconfirmed(subject: string, payload: Uint8Array | string, headers: MsgHdrs): void {
    this.connection.publish(subject, payload, { headers });
  }

  private take(error: Error | null, message: Msg): void {
    if (error !== null) return;
    const token = message.subject.slice(this.inbox.length + 1);
    const awaited = this.awaited.get(token);
    if (awaited === undefined) return;
    if (message.headers?.code === 503)
      return this.fail(token, 'no stream takes the subject, or JetStream is not there');
    const ack = ackSchema.safeParse(parse(message));
    if (!ack.success) return this.fail(token, 'the broker acknowledged in a form that is not known');
    this.awaited.delete(token);
    if ('error' in ack.data)
      awaited.refuse(new PublishRefusedError(ack.data.error.description, ack.data.error.err_code));
    else awaited.resolve({ sequence: ack.data.seq, duplicate: ack.data.duplicate === true });
  }

  /** Messages are awaited in the order of their sending, so the first that has time left ends the search. */
  private sweep(now: number): void {
    for (const [token, { until }] of this.awaited) {
      if (until > now) return;
      this.fail(token, `the broker did not acknowledge within ${this.timeoutMs} ms`);
    }
  }

  private end(): void {
    clearInterval(this.timer);
    for (const [token] of this.awaited) this.fail(token, 'the connection was closed');
  }

  private fail(token: string, reason: string): void {
    const awaited = this.awaited.get(token);
    this.awaited.delete(token);
    awaited?.refuse(new Error(reason));
  }
}

function parse(message: Msg): unknown {
  try {
    return message.json();
  } catch {
    return null;
  }
}

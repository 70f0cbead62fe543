import { withDeadline } from '@deskhook/messaging';
import { ServerNats, type NatsOptions } from '@nestjs/microservices';
import type { Msg, MsgCallback, NatsConnection, Subscription } from '@nats-io/transport-node';

type PublisherArguments = Parameters<ServerNats['getPublisher']>;
type Respond = ReturnType<ServerNats['getPublisher']>;

/**
 * Answers calls over NATS. Nest's own server closes its connection under the calls that it works on, whose callers then wait for
 * nothing until they give up; this one takes no new calls, answers those it has, and then closes.
 */
export class CallServer extends ServerNats {
  private readonly taking: Subscription[] = [];
  private connection: NatsConnection | null = null;
  private open = 0;
  private closed = false;
  private allAnswered: () => void = () => undefined;

  constructor(
    options: Required<NatsOptions>['options'],
    /** Replicas share it: each call goes to one of them. */
    private readonly queue: string,
    private readonly drainMs: number,
  ) {
    super(options);
  }

  /** A start that is called off while the broker is away must not have a connection later. */
  override async createNatsClient(): Promise<NatsConnection> {
    const connection: NatsConnection = await super.createNatsClient();
    if (!this.closed) return connection;
    await connection.close();
    throw new Error('the service was stopped before it could answer calls');
  }

  override bindEvents(connection: NatsConnection): void {
    this.connection = connection;
    for (const name of this.messageHandlers.keys()) {
      const callback: MsgCallback<Msg> = (error, message) => {
        const work = error === null ? this.handleMessage(name, message) : Promise.reject(error);
        work.catch((cause: unknown) => this.handleError(String(cause)));
      };
      this.taking.push(connection.subscribe(name, { queue: this.queue, callback }));
    }
  }

  override getPublisher(...call: PublisherArguments): Respond {
    const respond = super.getPublisher(...call);
    const [message] = call;
    if (!message.reply) return respond;
    this.open += 1;
    let isOpen = true;
    return (response: { readonly isDisposed?: boolean; readonly err?: unknown }) => {
      const sent = respond(response);
      if (isOpen && (response.isDisposed === true || response.err !== undefined)) {
        isOpen = false;
        this.answered();
      }
      return sent;
    };
  }

  override async close(): Promise<void> {
    this.closed = true;
    await withDeadline(this.drain(), this.drainMs);
    await super.close();
  }

  /** What the broker has handed over already is answered too. */
  private async drain(): Promise<void> {
    await Promise.all(this.taking.map((subscription) => subscription.drain().catch(() => undefined)));
    if (this.open > 0) await new Promise<void>((resolve) => (this.allAnswered = resolve));
    // Absent where the service never began, or was stopped before.
    await this.connection?.flush().catch(() => undefined);
    this.connection = null;
  }

  private answered(): void {
    this.open -= 1;
    if (this.open === 0) this.allAnswered();
  }
}

import { checkEventOptions } from './check-event-options.js';
import { encodeEvent, checkTenant } from './check-event.js';
import type { Entry, Stored } from './entry.js';
import { ClosedError, type InvalidEventError, type PublishError } from './errors.js';
import { makeEvent, type CloudEvent, type DataOf, type EventOptions, type EventType } from './event.js';
import { newEventId } from './event-id.js';
import { EventQueue, type Obstacle } from './event-queue.js';
import { telling, warnOfObstacles, warnProcess, type Warn } from './telling.js';
import { currentTraceparent } from './trace.js';
import type { Transport } from './transport.js';

/** What publishers over NATS and over HTTP have in common. */
export interface PublisherOptions {
  readonly tenant: string;
  /** Who says it; `/helpdesk/<tenant>` when absent. */
  readonly source?: string;
  /** Events that wait in memory or are on their way, at most; 10,000 when absent. */
  readonly queueEventsMax?: number;
  /** Bytes of them, at most; 64 MiB when absent. */
  readonly queueBytesMax?: number;
  /** What `publish` does when that is reached: `reject` at once (when absent), or `wait` for room. */
  readonly whenFull?: 'reject' | 'wait';
  /** How long an event is tried, in milliseconds; until the publisher is closed when absent. */
  readonly giveUpAfterMs?: number;
  /** What this or another `on…` throws is a warning of the process, and changes nothing. */
  readonly onStored?: (stored: Stored) => void;
  /** With it, promises of `publish` that nobody awaits end no process: every failure is told here. */
  readonly onFailed?: (error: PublishError | InvalidEventError) => void;
  /** Told once for each pause, not for each event; when absent, each new obstacle is a warning of the process. */
  readonly onRetry?: (obstacle: Obstacle) => void;
}

/** What was not stored when the publisher was closed: yours to keep, or to publish again under the same ids. */
export interface Closed {
  readonly notStored: readonly CloudEvent[];
}

const QUEUE_EVENTS_MAX = 10_000;
const QUEUE_BYTES_MAX = 64 * 1024 * 1024;
const CLOSE_TIMEOUT_MS = 10_000;

/** Publishes a tenant's events, and says of each whether it is stored. */
export class Publisher {
  private readonly queue: EventQueue;
  private readonly tellStored: (stored: Stored) => void;
  private isClosed = false;

  /** @internal Made by `createPublisher` and `createHttpPublisher`. */
  constructor(
    private readonly transport: Transport,
    private readonly options: PublisherOptions,
    private readonly warn: Warn = warnProcess,
  ) {
    checkTenant(options.tenant);
    const limits = {
      eventsMax: options.queueEventsMax ?? QUEUE_EVENTS_MAX,
      bytesMax: options.queueBytesMax ?? QUEUE_BYTES_MAX,
      whenFull: options.whenFull ?? 'reject',
      giveUpAfterMs: options.giveUpAfterMs ?? null,
    };
    const { tenant, onStored, onRetry } = options;
    this.tellStored = telling('onStored', onStored, warn);
    const tellRetry =
      onRetry === undefined ? warnOfObstacles(tenant, warn) : telling('onRetry', onRetry, warn);
    this.queue = new EventQueue(transport, limits, tellRetry);
  }

  /** Events that are not stored yet. */
  get waiting(): number {
    return this.queue.size;
  }

  /**
   * Resolves when the event is stored. While Deskhook or the broker is away it is tried again, always under the same id.
   * Rejects with InvalidEventError, QueueFullError or ClosedError before anything is sent, with RefusedError when it will
   * never be taken, with NotStoredError when it was given up.
   */
  publish<T extends EventType>(type: T, data: DataOf<T>, options: EventOptions = {}): Promise<Stored> {
    const result = this.add(type, data, options);
    const { onFailed } = this.options;
    // Who has the hook need not look at each promise; others must hear of a failure that they do not handle.
    if (onFailed !== undefined) result.catch(telling('onFailed', onFailed, this.warn));
    return result;
  }

  /** Resolves when nothing waits any more: all is stored, or has failed. */
  flush(): Promise<void> {
    return this.queue.drained();
  }

  /** Takes no more events, waits for those that it has, and gives up what is not stored in time. */
  async close({ timeoutMs = CLOSE_TIMEOUT_MS }: { readonly timeoutMs?: number } = {}): Promise<Closed> {
    this.isClosed = true;
    await within(this.flush(), timeoutMs);
    const notStored = this.queue.end();
    await this.transport.close();
    return { notStored };
  }

  /** Nothing is waited for before the event is in the queue: what comes next must find it there. */
  private async add<T extends EventType>(type: T, data: DataOf<T>, options: EventOptions): Promise<Stored> {
    checkEventOptions(options);
    const { tenant, source = `/helpdesk/${tenant}` } = this.options;
    const traceparent = currentTraceparent();
    const context = { tenant, source, id: newEventId(), now: new Date(), traceparent };
    const event = makeEvent(type, data, options, context);
    const body = encodeEvent(event);
    if (this.isClosed) throw new ClosedError(`${event.id} was not sent: the publisher is closed`, event);
    return await this.enqueue(event, body);
  }

  private enqueue(event: CloudEvent, body: Uint8Array): Promise<Stored> {
    return new Promise((resolve, reject) => {
      const entry: Entry = {
        event,
        body,
        tries: 0,
        lastError: undefined,
        isSent: false,
        deadline: undefined,
        isLate: false,
        stored: (stored) => {
          resolve(stored);
          this.tellStored(stored);
        },
        failed: reject,
      };
      this.queue.add(entry);
    });
  }
}

/** Waits for it, but not longer than that. */
async function within(work: Promise<void>, timeoutMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, timeoutMs);
  });
  await Promise.race([work, over]);
  clearTimeout(timer);
}

import { HEADERS, TransientError } from '@deskhook/contracts';
import { errors, headers as natsHeaders, type MsgHdrs } from '@nats-io/transport-node';
import { fitsOneBatch, GroupCommit, type PendingMessage } from './group-commit.js';
import type { Broker } from './nats-connection.js';
import { PublishAcks, PublishRefusedError, type PublishAck } from './publish-acks.js';
import { randomHex } from './random-id.js';
import { atTurnEnd } from './turn-end.js';

const PUBLISH_TIMEOUT_MS = 5_000;
/** Error code of a stream that takes no more (nats-server, server/errors.json). */
const STREAM_FULL = 10_077;
/** First tokens of the subjects whose streams take atomic batches, by stream. */
const GROUPED = [['deliveries', 'evaluations'], ['attempts'], ['parked']];

export interface Publication {
  readonly subject: string;
  readonly payload: Uint8Array | string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Deterministic id that the stream deduplicates on. */
  readonly messageId?: string;
}

/** A message that the broker publishes to `target` at an instant. Publishing again on the same subject replaces it. */
export interface Schedule extends Omit<Publication, 'messageId'> {
  readonly at: number;
  readonly target: string;
}

/** The broker did not confirm a publication; it may or may not have stored it. */
export class PublishError extends TransientError {
  override readonly name = 'PublishError';
}

/** The message is larger than the broker takes; publishing it again would not help. */
export class MessageTooLargeError extends Error {
  override readonly name = 'MessageTooLargeError';
}

/** True when the broker refused a publication because its stream is full. */
export function isStreamFull(error: unknown): boolean {
  const cause = error instanceof PublishError ? error.cause : null;
  return cause instanceof PublishRefusedError && cause.code === STREAM_FULL;
}

/** Publishes to JetStream and returns when the broker has stored the message. */
export class Publisher {
  private readonly acks: PublishAcks;
  private readonly groups: ReadonlyMap<string, GroupCommit>;
  private flushing = false;

  constructor(private readonly broker: Broker) {
    this.acks = new PublishAcks(broker, PUBLISH_TIMEOUT_MS);
    const name = randomHex(8);
    const grouped = GROUPED.map((roots) => {
      const group = new GroupCommit(this.acks, `${name}-${roots[0]}`);
      return roots.map((root) => [root, group] as const);
    });
    this.groups = new Map(grouped.flat());
  }

  async publish(publication: Publication): Promise<PublishAck> {
    const { subject } = publication;
    try {
      const group = this.groupOf(subject);
      if (group !== undefined) return await this.store(group, [publication]);
      return await atTurnEnd(() => this.acks.publish(subject, publication.payload, headersOf(publication)));
    } catch (cause) {
      throw publishError(`a message on ${subject}`, cause);
    }
  }

  /** Publishes to a stream that takes atomic batches; `last` is never stored without all the others. */
  async publishTogether(others: readonly Publication[], last: Publication): Promise<void> {
    const all = [...others, last];
    const group = this.groupOf(last.subject);
    if (group === undefined || !fitsOneBatch(all.map(({ payload }) => payload))) {
      await Promise.all(others.map((one) => this.publish(one)));
      await this.publish(last);
      return;
    }
    try {
      await this.store(group, all);
    } catch (cause) {
      throw publishError(`the messages before one on ${last.subject}, or that one`, cause);
    }
  }

  private groupOf(subject: string): GroupCommit | undefined {
    return this.groups.get(subject.slice(0, subject.indexOf('.')));
  }

  /** Resolves, with what the broker says of the last one, when all of a bundle are stored. */
  private store(group: GroupCommit, [first, ...rest]: readonly Publication[]): Promise<PublishAck> {
    if (first === undefined) return Promise.reject(new RangeError('an empty bundle'));
    return new Promise((resolve, refuse) => {
      const ignored = () => undefined;
      const pending = (one: Publication, isLast: boolean): PendingMessage => ({
        subject: one.subject,
        payload: one.payload,
        headers: headersOf(one),
        resolve: isLast ? resolve : ignored,
        refuse,
      });
      const others = rest.map((one, index) => pending(one, index === rest.length - 1));
      group.add([pending(first, rest.length === 0), ...others]);
      this.flushAtTurnEnd();
    });
  }

  private flushAtTurnEnd(): void {
    if (this.flushing) return;
    this.flushing = true;
    void atTurnEnd(() => {
      this.flushing = false;
      for (const group of this.groups.values()) group.flush();
    });
  }

  /**
   * Arms or replaces a schedule. It never carries a message id: a re-used one would make the broker ignore the
   * new schedule (jetstream page, "Schedules").
   */
  async schedule(schedule: Schedule): Promise<void> {
    try {
      await this.broker.js.publish(schedule.subject, schedule.payload, {
        headers: toHeaders(schedule.headers),
        schedule: { specification: new Date(schedule.at), target: schedule.target },
      });
    } catch (cause) {
      throw publishError(`a schedule on ${schedule.subject}`, cause);
    }
  }
}

/** The client refuses what exceeds the broker's `max_payload` before it sends it. */
function publishError(what: string, cause: unknown): Error {
  if (cause instanceof errors.InvalidArgumentError) {
    return new MessageTooLargeError(`the broker cannot store ${what}: it is larger than max_payload`, {
      cause,
    });
  }
  return new PublishError(`the broker did not store ${what}`, { cause });
}

function headersOf({ headers, messageId }: Publication): MsgHdrs {
  const made = toHeaders(headers);
  if (messageId !== undefined) made.set(HEADERS.messageId, messageId);
  return made;
}

function toHeaders(values: Readonly<Record<string, string>> = {}): MsgHdrs {
  const made = natsHeaders();
  for (const name in values) made.set(name, values[name] ?? '');
  return made;
}

import { HEADERS, TransientError } from '@deskhook/contracts';
import { headers as natsHeaders, type MsgHdrs } from '@nats-io/transport-node';
import type { Broker } from './nats-connection.js';
import { PublishAcks, type PublishAck } from './publish-acks.js';
import { atTurnEnd } from './turn-end.js';

const PUBLISH_TIMEOUT_MS = 5_000;

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

/** Publishes to JetStream and returns when the broker has stored the message. */
export class Publisher {
  private readonly acks: PublishAcks;

  constructor(private readonly broker: Broker) {
    this.acks = new PublishAcks(broker.connection, PUBLISH_TIMEOUT_MS);
  }

  async publish(publication: Publication): Promise<PublishAck> {
    const { subject, payload, messageId } = publication;
    const headers = toHeaders(publication.headers);
    if (messageId !== undefined) headers.set(HEADERS.messageId, messageId);
    try {
      return await atTurnEnd(() => this.acks.publish(subject, payload, headers));
    } catch (cause) {
      throw new PublishError(`the broker did not store a message on ${subject}`, { cause });
    }
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
      throw new PublishError(`the broker did not store a schedule on ${schedule.subject}`, { cause });
    }
  }
}

function toHeaders(values: Readonly<Record<string, string>> = {}): MsgHdrs {
  const made = natsHeaders();
  for (const name in values) made.set(name, values[name] ?? '');
  return made;
}

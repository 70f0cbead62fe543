import { TransientError } from '@deskhook/contracts';
import type { JetStreamClient } from '@nats-io/jetstream';
import { headers as natsHeaders } from '@nats-io/transport-node';

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
  constructor(private readonly js: JetStreamClient) {}

  async publish(
    publication: Publication,
  ): Promise<{ readonly duplicate: boolean; readonly sequence: number }> {
    const { subject, payload, messageId } = publication;
    try {
      const options = {
        headers: toHeaders(publication.headers),
        ...(messageId === undefined ? {} : { msgID: messageId }),
      };
      const ack = await this.js.publish(subject, payload, options);
      return { duplicate: ack.duplicate, sequence: ack.seq };
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
      await this.js.publish(schedule.subject, schedule.payload, {
        headers: toHeaders(schedule.headers),
        schedule: { specification: new Date(schedule.at), target: schedule.target },
      });
    } catch (cause) {
      throw new PublishError(`the broker did not store a schedule on ${schedule.subject}`, { cause });
    }
  }
}

function toHeaders(values: Readonly<Record<string, string>> = {}) {
  const made = natsHeaders();
  for (const name in values) made.set(name, values[name] ?? '');
  return made;
}

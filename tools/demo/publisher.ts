import { randomBytes } from 'node:crypto';
import { jetstream, type JetStreamClient } from '@nats-io/jetstream';
import { connect, headers, type NatsConnection } from '@nats-io/transport-node';
import { cloudEvent } from './cloud-event.js';
import type { HelpdeskEvent } from './map-event.js';
import { tenant } from './subscriptions.js';

/** Publishes as a helpdesk would: to JetStream, and saying which stream must have stored it. */
export class Publisher {
  private constructor(
    private readonly connection: NatsConnection,
    private readonly stream: JetStreamClient,
  ) {}

  static async connect(natsUrl: string): Promise<Publisher> {
    const connection = await connect({ servers: natsUrl, name: 'deskhook-demo' });
    return new Publisher(connection, jetstream(connection));
  }

  async publish(event: HelpdeskEvent, id: string): Promise<void> {
    const context = headers();
    context.set('traceparent', `00-${randomHex(16)}-${randomHex(8)}-01`);
    const payload = JSON.stringify(cloudEvent(event, id, new Date()));
    await this.stream.publish(`events.${tenant}.${event.type}`, payload, {
      headers: context,
      expect: { streamName: 'EVENTS' },
    });
  }

  close(): Promise<void> {
    return this.connection.close();
  }
}

const randomHex = (bytes: number): string => randomBytes(bytes).toString('hex');

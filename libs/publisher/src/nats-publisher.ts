import type { NatsConnection, NodeConnectionOptions } from '@nats-io/transport-node';
import { NatsTransport } from './nats-transport.js';
import { Publisher, type PublisherOptions } from './publisher.js';

/** Where the broker is: addresses and credentials of nats.js, or a connection of the application's own. */
export type NatsPlace =
  | ({ readonly connection?: undefined } & Pick<NodeConnectionOptions, 'servers'> & {
        /** Further options of nats.js: credentials, TLS, name. */
        readonly nats?: Omit<NodeConnectionOptions, 'servers'>;
      })
  | { readonly connection: NatsConnection };

export type NatsPublisherOptions = PublisherOptions & NatsPlace;

/**
 * A publisher over NATS JetStream. It connects by itself, and again whenever the connection is lost; events may be published
 * before it has. A connection of the application's own stays open when the publisher is closed.
 */
export function createPublisher(options: NatsPublisherOptions): Publisher {
  return new Publisher(new NatsTransport(options, `events.${options.tenant}`), options);
}

import type { NatsConnection, NodeConnectionOptions } from '@nats-io/transport-node';
import { checkNatsOptions } from './check-options.js';
import { NatsTransport } from './nats-transport.js';
import { Publisher, type PublisherOptions } from './publisher.js';

/** Where the broker is: addresses and credentials of nats.js, or a connection of the application's own. */
export type NatsPlace =
  | {
      readonly connection?: undefined;
      readonly servers: string | string[];
      /** Further options of nats.js: credentials, TLS, name. */
      readonly nats?: Omit<NodeConnectionOptions, 'servers'>;
    }
  | { readonly connection: NatsConnection };

export type NatsPublisherOptions = PublisherOptions & NatsPlace;

/**
 * A publisher over NATS JetStream. It connects by itself, and again whenever the connection is lost; events may be published
 * before it has. A connection of the application's own stays open when the publisher is closed. Throws a TypeError or RangeError that
 * names the option when one is missing, unknown or wrong.
 */
export function createPublisher(options: NatsPublisherOptions): Publisher {
  checkNatsOptions(options);
  return new Publisher(new NatsTransport(options, `events.${options.tenant}`), options);
}

import { HttpTransport, type HttpPlace } from './http-transport.js';
import { Publisher, type PublisherOptions } from './publisher.js';

export type HttpPublisherOptions = PublisherOptions & HttpPlace;

/** A publisher over HTTP, in batches: one request at a time, with all that came meanwhile in the next. */
export function createHttpPublisher(options: HttpPublisherOptions): Publisher {
  return new Publisher(new HttpTransport(options, options.tenant), options);
}

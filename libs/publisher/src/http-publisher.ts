import { checkHttpOptions } from './check-options.js';
import { HttpTransport, type HttpPlace } from './http-transport.js';
import { Publisher, type PublisherOptions } from './publisher.js';

export type HttpPublisherOptions = PublisherOptions & HttpPlace;

/**
 * A publisher over HTTP, in batches: one request at a time, with all that came meanwhile in the next. Throws a TypeError or
 * RangeError that names the option when one is missing, unknown or wrong.
 */
export function createHttpPublisher(options: HttpPublisherOptions): Publisher {
  checkHttpOptions(options);
  return new Publisher(new HttpTransport(options, options.tenant), options);
}

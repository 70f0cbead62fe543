/**
 * Publishes a helpdesk's events to Deskhook, over NATS JetStream or HTTP: typed, acknowledged, tried again under the same id,
 * bounded in memory. A package of its own: it imports no other lib.
 */
export { EVENT_BYTES_MAX } from './check-event.js';
export type { Stored } from './entry.js';
export {
  ClosedError,
  InvalidEventError,
  NotStoredError,
  PublishError,
  QueueFullError,
  RefusedError,
} from './errors.js';
export type { ActorType, Cause, CloudEvent, Command, DataOf, EventOptions, EventType } from './event.js';
export type { Obstacle } from './event-queue.js';
export * from './events.gen.js';
export { createHttpPublisher, type HttpPublisherOptions } from './http-publisher.js';
export { createPublisher, type NatsPublisherOptions } from './nats-publisher.js';
export type { Closed, Publisher, PublisherOptions } from './publisher.js';

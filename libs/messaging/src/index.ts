/**
 * The JetStream side: connection, declarations of streams and consumers, publisher and schedules, the consumer loops as
 * a Nest transport strategy, the view of the configuration bucket, and trace context in NATS headers.
 */
export * from './batch-consumer.js';
export * from './broker-inspection.js';
export * from './broker-version.js';
export * from './bucket-scan.js';
export * from './bucket-view.js';
export * from './cancel-schedule.js';
export * from './config-view.js';
export * from './consumer-context.js';
export * from './consumer-declaration.js';
export * from './consumer-outcome.js';
export * from './consumer-progress.js';
export * from './dead-letters.js';
export * from './claims.js';
export * from './each-consumer.js';
export * from './ensure-streams.js';
export * from './event-trace.js';
export * from './first-connection.js';
export { poison, runHandler } from './handle-message.js';
export * from './health-call.js';
export * from './incoming-message.js';
export * from './jetstream.strategy.js';
export * from './large-body.js';
export * from './marked-bucket.js';
export * from './message-span.js';
export * from './message-trace.js';
export * from './nats-connection.js';
export * from './notices.js';
export * from './nudge.js';
export * from './publisher.js';
export * from './queue-figures.js';
export * from './read-config-key.js';
export * from './span.js';
export * from './stored-messages.js';
export * from './stream-declarations.js';
export * from './stream-inspection.js';
export * from './stream-janitor.js';
export * from './stream-tail.js';
export * from './stream-watch.js';
export * from './tenant-consumers.js';
export * from './until-broker-answers.js';
export * from './versioned-bucket.js';
export * from './view-freshness.js';
export * from './with-deadline.js';

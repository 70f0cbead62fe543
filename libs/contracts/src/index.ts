/**
 * Everything that crosses a wire: stream and subject names, message headers, the schemas of events, deliveries,
 * attempts, configuration records, API bodies and calls between services, and the event catalogue.
 */
export * from './accept-event.js';
export * from './action.schema.js';
export * from './api/api-key.schema.js';
export * from './api/calendar.schema.js';
export * from './api/catalogue.schema.js';
export * from './api/dead-letter.schema.js';
export * from './api/delivery.schema.js';
export * from './api/entity-id.schema.js';
export * from './api/event.schema.js';
export * from './api/explanation.schema.js';
export * from './api/page.schema.js';
export * from './api/preview.schema.js';
export * from './api/sla-policy.schema.js';
export * from './api/stats.schema.js';
export * from './api/subscription.schema.js';
export * from './api/tenant.schema.js';
export * from './api/ticket-sla.schema.js';
export * from './api/trigger-import.schema.js';
export * from './attempt.schema.js';
export * from './caller.schema.js';
export * from './canonical-data.schema.js';
export * from './cloudevent-headers.js';
export * from './condition.schema.js';
export * from './config-record.schema.js';
export * from './dead-letter.schema.js';
export * from './delivery.schema.js';
export * from './evaluation.schema.js';
export * from './failure-error.js';
export * from './headers.js';
export * from './json-depth.js';
export * from './json-pointer.js';
export * from './notice.js';
export * from './planning/index.js';
export * from './problem.schema.js';
export * from './role.js';
export * from './rpc.js';
export * from './rpc-access.js';
export * from './sla-state.schema.js';
export * from './streams.js';
export * from './subjects.js';
export * from './timer.schema.js';
export * from './trace-context.js';
export * from './transient-error.js';
export * from './version.js';

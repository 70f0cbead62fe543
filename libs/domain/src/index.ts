/**
 * The rules of Deskhook as pure functions and data: event types, matching, delivery ids, retry policy, address
 * policy, timers. No I/O, no clock, no randomness: time and chance are arguments.
 */
export * from './address-policy.js';
export * from './attempt-outcome.js';
export * from './calendar/index.js';
export * from './client-address.js';
export * from './condition/index.js';
export * from './delivery-id.js';
export * from './delivery-standing.js';
export * from './derivation/index.js';
export * from './duration.js';
export * from './duration-histogram.js';
export * from './endpoint/index.js';
export * from './endpoint-key.js';
export * from './endpoint-url.js';
export * from './erasure/index.js';
export * from './event-type.js';
export * from './hidden-url.js';
export * from './hop-limit.js';
export * from './iso-duration.js';
export * from './ledger/index.js';
export * from './lanes/index.js';
export * from './matching/index.js';
export * from './nearest-name.js';
export * from './redaction/index.js';
export * from './redirect.js';
export * from './request-header.js';
export * from './request-target.js';
export * from './retry-policy.js';
export * from './retry-reason.js';
export * from './sla/index.js';
export * from './sortable-id.js';
export * from './success-codes.js';
export * from './tenant-id.js';
export * from './trigger-import/index.js';

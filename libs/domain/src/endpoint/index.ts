export * from './circuit-breaker.js';
export * from './concurrency-limit.js';
export * from './endpoint-signal.js';
export * from './failure-run.js';
export * from './fair-share.js';
export * from './rate-limit.js';
export * from './retry-after.js';

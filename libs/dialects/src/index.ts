/**
 * The wire formats that receivers see: one folder a dialect, each pure functions and tables that turn an accepted
 * event into the exact bytes and signature headers of a request.
 */
export type * from './dialect.js';
export * from './registry.js';

/**
 * The wire formats that receivers see: one folder a dialect, each pure functions and tables that turn an accepted
 * event into the exact bytes and signature headers of a request.
 */
export type * from './canonical/integer-ids.js';
export * from './canonical/keys-asked-for.js';
export { isAgentActor, isAgentAuthor } from './canonical/message-author.js';
export * from './canonical/sample-event.js';
export type * from './canonical/tenant-settings.js';
export type * from './dialect.js';
export { jsonMembers } from './encoding/json-member.js';
export type * from './event-facts.js';
export type * from './json-value.js';
export type * from './native-event.js';
export * from './options.js';
export * from './registry.js';
export * from './render-fault.js';
export * from './sample-of.js';
export type * from './sample.js';
export { encodeSigningKey, signingKey } from './standard/signing-key.js';
export { textSecretProblem } from './text-secret.js';
export * from './triggers.js';

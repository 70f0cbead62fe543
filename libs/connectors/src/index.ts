/**
 * What other helpdesks send to webhooks, as canonical events: one folder a helpdesk, each how its requests are signed and
 * what they mean. Pure.
 */
export type * from './connector.js';
export * from './inbound-events.js';
export { optionFaults, type ConnectorOption, type OptionFault } from './options.js';
export * from './registry.js';

export * from './event-family.js';
export * from './firing.js';
export * from './matchable-subscription.js';
export * from './plan-deliveries.js';
export * from './stored-family.js';

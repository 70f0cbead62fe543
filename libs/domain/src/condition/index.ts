export * from './condition.js';
export * from './condition-event.js';

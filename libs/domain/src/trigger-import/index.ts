export * from './import-trigger.js';
export type * from './imported-trigger.js';

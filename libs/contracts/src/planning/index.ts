export * from './event-family.js';

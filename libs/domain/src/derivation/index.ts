export { changedPart, type ChangedPart } from './changed-fields.js';
export * from './derived-event.js';
export * from './derived-events.js';
export { formerBase } from './closed-change.js';

export * from './fair-slots.js';
export * from './lane-queue.js';

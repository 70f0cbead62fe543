export * from './selection-count.js';

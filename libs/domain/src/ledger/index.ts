export * from './ledger-figures.js';
export * from './selection-count.js';

export * from './indexed-subscription.js';
export * from './matching-index.js';

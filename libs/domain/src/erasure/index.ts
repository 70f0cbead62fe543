/** Erasing a person: what a document says of them, and the document without it. */
export * from './erased-text.js';
export * from './person-values.js';

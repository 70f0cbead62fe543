/** Postgres for services: a connection that heals itself, migrations for each service's schema, transient errors by name. */
export * from './database-error.js';
export * from './database.js';
export * from './migrate-database.js';
export { type DatabaseSchema } from './migrations.js';

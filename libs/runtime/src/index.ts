/**
 * What every service stands on: configuration from the environment, logging, the boot of a Nest application with its
 * transports, health, calls between services, secrets at rest, draining.
 */
export * from './caller-context.js';
export * from './common.config.js';
export * from './config-fields.js';
export * from './health.controller.js';
export * from './health.js';
export * from './logger.js';
export * from './process-metrics.js';
export * from './provision.js';
export * from './queue-metrics.js';
export * from './read-config.js';
export * from './rpc-access.js';
export * from './rpc-client.js';
export * from './secret-box.js';
export * from './service.js';
export * from './service-definition.js';
export * from './standby.js';

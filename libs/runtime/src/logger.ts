import { pino, type DestinationStream, type Logger } from 'pino';
import type { CommonConfig } from './common.config.js';

/**
 * The service's logger: one JSON line for each unit of work, on standard output. Lines name their fields one by one, so
 * that no secret or body gets in. Writing does not hold up the work; what is left is written when the process ends.
 */
export function createLogger(service: string, config: CommonConfig): Logger {
  const options = {
    level: config.DESKHOOK_LOG_LEVEL,
    base: { service },
    messageKey: 'event',
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  output ??= pino.destination({ dest: 1, sync: false });
  return pino(options, output);
}

/** One for all services of a process: two of them could write into each other's lines. */
let output: DestinationStream | undefined;

export type { Logger } from 'pino';

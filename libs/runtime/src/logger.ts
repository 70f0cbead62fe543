import { pino, type Logger } from 'pino';
import type { CommonConfig } from './common.config.js';

/** Paths that must never be written out, whatever is logged. */
const REDACTED = [
  '*.secret',
  '*.secrets',
  '*.key',
  '*.authorization',
  'req.headers.authorization',
  'req.headers.cookie',
];

/** The service's logger: one JSON line for each unit of work, on standard output. */
export function createLogger(service: string, config: CommonConfig): Logger {
  return pino({
    level: config.DESKHOOK_LOG_LEVEL,
    base: { service },
    messageKey: 'event',
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: REDACTED, censor: '[redacted]' },
  });
}

export type { Logger } from 'pino';

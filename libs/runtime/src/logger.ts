import { types } from 'node:util';
import { TransientError } from '@deskhook/contracts';
import { isTracing } from '@deskhook/messaging';
import { trace } from '@opentelemetry/api';
import { pino, stdSerializers, type DestinationStream, type Logger } from 'pino';
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
    serializers: { err: faultOf },
    ...(isTracing() ? { mixin: activeTrace, mixinMergeStrategy: withTrace } : {}),
  };
  output ??= pino.destination({ dest: 1, sync: false });
  return pino(options, output);
}

/** A line that names no trace has that of the request or call at work; lines of an event's way name it themselves. */
function activeTrace(line: object): { traceId?: string } {
  if (namesTrace(line)) return NO_TRACE;
  const span = trace.getActiveSpan();
  return span === undefined ? NO_TRACE : { traceId: span.spanContext().traceId };
}

/** Most lines have nothing added: they are not copied for it. */
function withTrace(line: object, added: { traceId?: string }): object {
  return added === NO_TRACE ? line : { ...line, ...added };
}

function namesTrace(line: object): boolean {
  return 'traceId' in line && line.traceId !== undefined;
}

const NO_TRACE: { traceId?: string } = {};

/**
 * What names a fault. Errors of libraries carry what they were at, as those of the database do with the statement's parameters:
 * secrets and bodies may be among it. What is away for a while is tried again and again: where in the code that is noticed tells
 * nobody anything.
 */
export function faultOf(error: unknown): unknown {
  if (!types.isNativeError(error)) return error;
  const { type, message, stack } = stdSerializers.err(error);
  return {
    type,
    message,
    ...(error instanceof TransientError ? {} : { stack }),
    ...('code' in error ? { code: error.code } : {}),
  };
}

/** One for all services of a process: two of them could write into each other's lines. */
let output: DestinationStream | undefined;

export type { Logger } from 'pino';

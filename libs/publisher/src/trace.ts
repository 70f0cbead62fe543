import { memberOf } from './event.js';

/**
 * Where every copy of @opentelemetry/api keeps what the application registered, and under which key the active span stands in a
 * context. Copies of different releases find each other by these names, so they do not change within version 1; by them
 * the package needs no dependency on the API, whether the application has it or not.
 */
const API = Symbol.for('opentelemetry.js.api.1');
const SPAN = Symbol.for('OpenTelemetry Context Key SPAN');
const INVALID_TRACE = '0'.repeat(32);

/**
 * The trace context of the active span; null where the application is not traced: the trace then begins in Deskhook, and is
 * sampled as Deskhook is told to.
 */
export function currentTraceparent(): string | null {
  const active = call(memberOf(Reflect.get(globalThis, API), 'context'), 'active');
  const span = call(call(active, 'getValue', SPAN), 'spanContext');
  const traceId = memberOf(span, 'traceId');
  const spanId = memberOf(span, 'spanId');
  const flags = memberOf(span, 'traceFlags');
  if (typeof traceId !== 'string' || typeof spanId !== 'string' || traceId === INVALID_TRACE) return null;
  const sampled = typeof flags === 'number' ? flags : 0;
  return `00-${traceId}-${spanId}-${sampled.toString(16).padStart(2, '0')}`;
}

/** What a method answers; undefined where there is none. */
function call(target: unknown, name: string, ...args: readonly unknown[]): unknown {
  const method = memberOf(target, name);
  return typeof method === 'function' ? Reflect.apply(method, target, args) : undefined;
}

import type { IncomingMessage } from 'node:http';
import { parseTraceparent } from '@deskhook/contracts';
import { trace } from '@opentelemetry/api';
import type { FastifyRequest } from 'fastify';

const traceIds = new WeakMap<IncomingMessage, string>();

/**
 * Tells the span of a request its route; without this it would be called by its method alone. To be called when the request
 * begins: its trace is known from then on.
 */
export function nameRequestSpan(request: FastifyRequest): void {
  const span = trace.getActiveSpan();
  const traceId = span?.spanContext().traceId ?? callersTraceId(request);
  if (traceId !== undefined) traceIds.set(request.raw, traceId);
  const route = request.routeOptions.url;
  if (span === undefined || route === undefined) return;
  span.updateName(`${request.method} ${route}`);
  span.setAttribute('http.route', route);
}

/** The trace that a request belongs to; undefined where neither we nor the caller trace it. */
export function traceIdOf(request: FastifyRequest): string | undefined {
  return traceIds.get(request.raw);
}

function callersTraceId({ headers }: FastifyRequest): string | undefined {
  const header = headers['traceparent'];
  return typeof header === 'string' ? parseTraceparent(header)?.traceId : undefined;
}

import { isSpanContextValid, trace, TraceFlags } from '@opentelemetry/api';
import { OTHER, type ExemplarSpan } from '@deskhook/telemetry';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { gatewayMetrics } from './gateway.metrics.js';

/** What probes ask for says how the service fares, not how its users do. */
const PROBES: ReadonlySet<string> = new Set(['/healthz', '/readyz']);
const LIVE = '/live';
const SECOND_MS = 1000;
/** What HTTP knows; anybody can send anything else. */
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Counts a request that was answered, by its route as the API's description has it. */
export function countRequest(request: FastifyRequest, reply: FastifyReply): void {
  const { url } = request.routeOptions;
  if (url !== undefined && PROBES.has(url)) return;
  const route = url === undefined ? OTHER : templateOf(url);
  const method = METHODS.has(request.method) ? request.method : OTHER;
  gatewayMetrics.requests.inc({ method, route, code: String(reply.statusCode) });
  if (route.endsWith(LIVE)) return;
  gatewayMetrics.requestDuration.observe({ method, route }, reply.elapsedTime / SECOND_MS, exemplar());
}

/** `/v1/tenants/:tenant` as `/v1/tenants/{tenant}`. There are as many as the router has. */
function templateOf(url: string): string {
  const known = templates.get(url);
  if (known !== undefined) return known;
  const template = url.replace(/:(\w+)/g, '{$1}');
  templates.set(url, template);
  return template;
}

const templates = new Map<string, string>();

/** The span of the request, where it is exported. */
function exemplar(): ExemplarSpan | null {
  const context = trace.getActiveSpan()?.spanContext();
  if (context === undefined || !isSpanContextValid(context)) return null;
  return (context.traceFlags & TraceFlags.SAMPLED) === 0 ? null : context;
}

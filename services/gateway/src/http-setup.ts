import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Logger } from '@deskhook/runtime';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { callerOf } from './caller.js';
import { serveConsole } from './console-pages.js';
import { countRequest } from './request-metrics.js';
import { nameRequestSpan, traceIdOf } from './request-trace.js';

/** Bodies of everything but events. */
const BODY_BYTES_MAX = 256 * 1024;
/** A body with one event of the largest size in it, however it is written as JSON. */
const EVENT_IN_BODY_BYTES_MAX = 2 * 1024 * 1024;
/** Bodies of event batches. */
export const EVENTS_BYTES_MAX = 8 * 1024 * 1024;

/** Longer than the idle times of usual load balancers, so that they and not we end idle connections. */
const KEEP_ALIVE_MS = 72_000;
const HEADERS_MS_MAX = 20_000;
const REQUEST_MS_MAX = 60_000;

const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
} as const;

const REQUEST_ID = /^[\w.:-]{1,128}$/;

/** Sets up the HTTP side: bodies as bytes, limits, headers, request ids, and one log line a request. */
export function setUpHttp(app: NestFastifyApplication, logger: Logger): void {
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  const { server } = fastify;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.headersTimeout = HEADERS_MS_MAX;
  server.requestTimeout = REQUEST_MS_MAX;
  endSilentConnections(fastify);
  fastify.setGenReqId(requestId);
  // Every body is kept as the bytes that came: the caller is known before anything is parsed, and events go on as is.
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  fastify.addHook('onRoute', (route) => {
    route.bodyLimit = bodyBytesMax(route.url);
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.headers({ ...SECURITY_HEADERS, 'x-request-id': request.id });
    nameRequestSpan(request);
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    countRequest(request, reply);
    logger.info(requestFields(request, reply), 'http.request');
    done();
  });
  serveConsole(fastify);
}

function bodyBytesMax(route: string): number {
  if (route.endsWith('/events')) return EVENTS_BYTES_MAX;
  // A conversation may bring all that was ever written in it.
  if (route.endsWith('/inbound')) return EVENT_IN_BODY_BYTES_MAX;
  return route.endsWith('/dead-letters/:id/replay') ? EVENT_IN_BODY_BYTES_MAX : BODY_BYTES_MAX;
}

/**
 * A server that closes ends idle connections, but not those that have never asked for anything, such as browsers open
 * ahead of need: it would wait for their first request until it times out.
 */
function endSilentConnections(fastify: FastifyInstance): void {
  const silent = new Set<Socket>();
  fastify.server.on('connection', (socket: Socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  fastify.server.on('request', ({ socket }) => silent.delete(socket));
  fastify.addHook('preClose', (done) => {
    for (const socket of silent) socket.destroy();
    done();
  });
}

function requestId(request: {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
}

const tenantPathSchema = z.object({ tenant: z.string() });

function requestFields(request: FastifyRequest, reply: FastifyReply): Record<string, unknown> {
  const caller = callerOf(request);
  return {
    method: request.method,
    route: request.routeOptions.url ?? null,
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime * 10) / 10,
    tenant: tenantPathSchema.safeParse(request.params).data?.tenant ?? null,
    caller: caller?.id ?? null,
    requestId: request.id,
    traceId: traceIdOf(request),
  };
}

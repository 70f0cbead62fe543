import { toProblem, type Failure } from '@deskhook/contracts';
import type { Logger } from '@deskhook/runtime';
import { Catch, NotFoundException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { failure } from './failures.js';
import { allowedMethods } from './allowed-methods.js';
import { toFailure } from './problem.js';
import { traceIdOf } from './request-trace.js';

/** The one place where failures become HTTP: every error of every origin leaves as problem details. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (reply.sent) return;
    const allow = error instanceof NotFoundException ? allowedMethods(request.url) : [];
    const found =
      allow.length > 0 ? methodNotAllowed(request.method, allow) : toFailure(unrouted(error, request));
    const traceId = traceIdOf(request);
    if (found.kind === 'internal')
      this.logger.error({ err: error, requestId: request.id, traceId }, 'http.failed');
    if (allow.length > 0) void reply.header('allow', allow.join(', '));
    const scheme = schemeOf(found);
    if (scheme !== null) void reply.header('www-authenticate', scheme);
    const retryAfter = retryAfterOf(found);
    if (retryAfter !== null) void reply.header('retry-after', String(retryAfter));
    sendProblem(reply, found, traceId);
  }
}

/** The same for requests that never reach a route, hence no filter. */
export function answerUnroutable(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  sendProblem(reply, toFailure(error), traceIdOf(request));
}

/** Who reports a fault of ours can name the trace in which it is found. */
function sendProblem(reply: FastifyReply, found: Failure, traceId: string | undefined): void {
  const told = toProblem(found);
  const problem = told.status >= 500 && traceId !== undefined ? { ...told, traceId } : told;
  // As bytes: Fastify would take an object's content type for its own.
  const body = Buffer.from(JSON.stringify(problem));
  void reply.status(problem.status).header('content-type', 'application/problem+json').send(body);
}

/** What a caller may show who it is by (RFC 9110, section 11.6.1); null where that was not the fault. */
function schemeOf({ kind }: Failure): string | null {
  if (kind === 'wrong-signature') return 'Signature';
  return kind === 'unauthenticated' ? 'Bearer' : null;
}

const retrySchema = z.object({ retryAfter: z.number() });

/** In seconds; null where a later try would not change anything. */
function retryAfterOf({ kind, extensions }: Failure): number | null {
  const isForNow = kind === 'unavailable' || kind === 'too-many-requests';
  return isForNow ? (retrySchema.safeParse(extensions).data?.retryAfter ?? 1) : null;
}

function methodNotAllowed(method: string, allow: readonly string[]): Failure {
  return {
    kind: 'method-not-allowed',
    detail: `${method} is not possible here; possible are ${allow.join(', ')}`,
  };
}

/** Nest words the absence of a route for developers; callers want to know where to look. */
function unrouted(error: unknown, request: FastifyRequest): unknown {
  if (!(error instanceof NotFoundException)) return error;
  const path = request.url.split('?')[0] ?? '';
  return failure('not-found', `There is no ${path}: see /docs for what there is`);
}

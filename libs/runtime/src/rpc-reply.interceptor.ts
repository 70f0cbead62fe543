import { FailureError, TransientError, type Caller, type RpcReply } from '@deskhook/contracts';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { NatsContext } from '@nestjs/microservices';
import type { Logger } from 'pino';
import { context } from '@opentelemetry/api';
import { catchError, finalize, map, of, tap, type Observable } from 'rxjs';
import { callerOf, onBehalfOf } from './caller-context.js';
import { rpcAccessFault } from './rpc-access.js';
import { answerSpan, failCall } from './rpc-trace.js';

/**
 * Lets calls of other services in, and turns what a handler returns or throws into the reply that crosses the wire: a
 * value, or a failure as a value.
 */
export class RpcReplyInterceptor implements NestInterceptor<unknown, unknown> {
  constructor(private readonly logger: Logger) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    // The application's own HTTP side, its health, comes by here too.
    if (context.getType() !== 'rpc') return next.handle();
    const call = context.switchToRpc();
    const about = call.getContext<NatsContext>();
    const caller = callerOf(about);
    const fault = rpcAccessFault(about.getSubject(), call.getData<unknown>(), caller);
    if (fault === null) return this.traced(about, caller, next);
    this.logger.warn({ call: about.getSubject(), caller: caller?.id ?? null }, 'rpc.refused');
    return of<RpcReply>({ ok: false, failure: { kind: 'forbidden', detail: fault } });
  }

  /** The work is done within a span where the caller's is, so that a slow answer explains itself. */
  private traced(about: NatsContext, caller: Caller | undefined, next: CallHandler): Observable<RpcReply> {
    const answering = answerSpan(about.getSubject(), about.getHeaders());
    if (answering === null) return this.replied(caller, next);
    const { span, within } = answering;
    return context
      .with(within, () => this.replied(caller, next))
      .pipe(
        tap((reply) => {
          if (!reply.ok) failCall(span, reply.failure.kind);
        }),
        finalize(() => span.end()),
      );
  }

  private replied(caller: Caller | undefined, next: CallHandler): Observable<RpcReply> {
    const work = caller === undefined ? next.handle() : onBehalfOf(caller, () => next.handle());
    return work.pipe(
      map((value: unknown): RpcReply => ({ ok: true, value: value ?? {} })),
      catchError((error: unknown) => of(this.failure(error))),
    );
  }

  private failure(error: unknown): RpcReply {
    if (error instanceof FailureError) return { ok: false, failure: error.failure };
    if (error instanceof TransientError) {
      this.logger.warn({ err: error }, 'rpc.unavailable');
      return { ok: false, failure: { kind: 'unavailable', detail: `${error.message}: try again` } };
    }
    this.logger.error({ err: error }, 'rpc.failed');
    return {
      ok: false,
      failure: { kind: 'internal', detail: 'an unexpected error; the log of the service has it' },
    };
  }
}

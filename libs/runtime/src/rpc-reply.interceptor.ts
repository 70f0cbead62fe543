import { FailureError, TransientError, type RpcReply } from '@deskhook/contracts';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { Logger } from 'pino';
import { catchError, map, of, type Observable } from 'rxjs';

/** Turns what an RPC handler returns or throws into the reply that crosses the wire: a value, or a failure as a value. */
export class RpcReplyInterceptor implements NestInterceptor<unknown, RpcReply> {
  constructor(private readonly logger: Logger) {}

  intercept(_context: ExecutionContext, next: CallHandler): Observable<RpcReply> {
    return next.handle().pipe(
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
    this.logger.error({ err: withoutFields(error) }, 'rpc.failed');
    return {
      ok: false,
      failure: { kind: 'internal', detail: 'an unexpected error; the log of the service has it' },
    };
  }
}

/** Errors of the database carry the statement's parameters, which may be secrets: only what names the fault is logged. */
function withoutFields(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  return { type: error.name, message: error.message, stack: error.stack };
}

import { FailureError, type AuditNote, type Caller } from '@deskhook/contracts';
import { onBehalfOf, RpcClient, type Logger } from '@deskhook/runtime';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { mergeMap, type Observable } from 'rxjs';
import { z } from 'zod';
import { callerOf } from './caller.js';
import { operationOf } from './handles.decorator.js';
import type { AuditedOperation, Operation } from './operation.js';
import { parseInput } from './parse-input.js';

const pathSchema = z.object({ tenant: z.string(), id: z.string().optional() });
const madeSchema = z.object({ id: z.string() });
const bodySchema = z.record(z.string(), z.unknown());
/** What was done is done: its answer does not wait long for the entry. */
const RECORD_MS_MAX = 2_000;
/** As the audit log says it of secrets that are given. */
const HIDDEN = '[set]';

interface Done extends AuditNote {
  readonly tenant: string;
}

/** Has those operations written into the audit log that do not change the configuration, which tells of itself. */
export class AuditInterceptor implements NestInterceptor<unknown, unknown> {
  constructor(
    private readonly rpc: RpcClient,
    private readonly logger: Logger,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const operation = operationOf(context);
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const [{ audited }, caller] = [operation, callerOf(request)];
    if (audited === undefined || caller === undefined) return next.handle();
    return next.handle().pipe(
      mergeMap(async (answer: unknown) => {
        const done = whatWasDone(operation, audited, request, answer);
        if (done !== null) await this.record(caller, done);
        return answer;
      }),
    );
  }

  /** Nothing is undone when the entry cannot be stored; the log of the gateway then has what it would say. */
  private async record(caller: Caller, done: Done): Promise<void> {
    try {
      await onBehalfOf(caller, () => this.rpc.call('subscriptions.audit.record', done, RECORD_MS_MAX));
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
      const { tenant, operation, target } = done;
      this.logger.error({ err: error, tenant, operation, target, actor: caller.id }, 'audit.missed');
    }
  }
}

/** Null: nothing was, as in a dry run, which makes nothing that has an id. */
function whatWasDone(
  operation: Operation,
  { kind, shows = [], hides = [] }: AuditedOperation,
  request: FastifyRequest,
  answer: unknown,
): Done | null {
  const { tenant, id: named } = pathSchema.parse(request.params);
  const id = named ?? madeSchema.safeParse(answer).data?.id;
  if (id === undefined) return null;
  const given = bodySchema.safeParse(parseInput(operation, request).body).data ?? {};
  const seen = { ...given, ...Object.fromEntries(hides.map((name) => [name, HIDDEN])) };
  const told = [...shows, ...hides].filter((name) => given[name] !== undefined);
  const changes = Object.fromEntries(told.map((name) => [name, { before: null, after: seen[name] }]));
  return { tenant, operation: operation.id, target: { kind, id, name: null }, changes };
}

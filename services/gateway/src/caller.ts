import { grants, type Caller } from '@deskhook/contracts';
import { onBehalfOf } from '@deskhook/runtime';
import {
  createParamDecorator,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';

export type { Caller } from '@deskhook/contracts';

/** Secrets of subscriptions only go to those who could change them. */
export function seesSecrets({ role }: Caller): boolean {
  return grants(role, 'configure');
}

const callers = new WeakMap<object, Caller>();

export function rememberCaller(request: FastifyRequest, caller: Caller): void {
  callers.set(request, caller);
}

/** Who asks; undefined on public routes and before the guard. */
export function callerOf(request: FastifyRequest): Caller | undefined {
  return callers.get(request);
}

/** The caller, as a parameter of a controller's method. */
export const CurrentCaller = createParamDecorator((_data: unknown, context: ExecutionContext): Caller => {
  const caller = callerOf(context.switchToHttp().getRequest<FastifyRequest>());
  if (caller === undefined) throw new Error('the route is public: nobody has been authenticated');
  return caller;
});

/** Lets a handler call other services on behalf of who asks. */
export class CallerInterceptor implements NestInterceptor<unknown, unknown> {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const caller = callerOf(context.switchToHttp().getRequest<FastifyRequest>());
    return caller === undefined ? next.handle() : onBehalfOf(caller, () => next.handle());
  }
}

import { grants, type Role } from '@deskhook/contracts';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Who asks: the operator with the root key, or a tenant's API key. */
export type Caller =
  | { readonly kind: 'root'; readonly role: 'root' }
  | { readonly kind: 'key'; readonly role: Role; readonly keyId: string; readonly tenant: string };

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

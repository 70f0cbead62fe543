import {
  applyDecorators,
  HttpCode,
  RequestMapping,
  RequestMethod,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Operation } from './operation.js';

const DeclaredOperation = Reflector.createDecorator<Operation>();
const reflector = new Reflector();

/** Makes a controller's method the handler of an operation: its route, its status and its access follow from it. */
export function Handles(operation: Operation): MethodDecorator {
  return applyDecorators(
    RequestMapping({ path: routePath(operation.path), method: RequestMethod[operation.method] }),
    HttpCode(operation.answer.status),
    DeclaredOperation(operation),
  );
}

/** The operation that the handler of a request was declared with. */
export function operationOf(context: ExecutionContext): Operation {
  const found: Operation | undefined = reflector.get(DeclaredOperation, context.getHandler());
  if (found === undefined) throw new Error('a route without a declared operation');
  return found;
}

/** `/v1/tenants/{tenant}` as the router writes it. */
export function routePath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}

import {
  applyDecorators,
  HttpCode,
  RequestMapping,
  RequestMethod,
  type ExecutionContext,
} from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
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

/** The operations that a controller's methods handle; a method with a route but no operation is an error. */
export function handledOperations(controller: {
  readonly prototype: object;
  readonly name: string;
}): Operation[] {
  const members: unknown[] = Object.getOwnPropertyNames(controller.prototype)
    .filter((name) => name !== 'constructor')
    .map((name) => Reflect.get(controller.prototype, name));
  const methods = members.filter((member) => typeof member === 'function');
  const routes = methods.filter((method) => Reflect.hasMetadata(PATH_METADATA, method));
  return routes.map((method) => {
    const found: Operation | undefined = Reflect.getMetadata(DeclaredOperation.KEY, method);
    if (found === undefined)
      throw new Error(`${controller.name}.${method.name} has a route but no operation`);
    return found;
  });
}

import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { operationOf } from './handles.decorator.js';
import { parseInput } from './parse-input.js';

/** The request's parts, parsed by the schemas that the operation declares. */
export const Input = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  parseInput(operationOf(context), context.switchToHttp().getRequest<FastifyRequest>()),
);

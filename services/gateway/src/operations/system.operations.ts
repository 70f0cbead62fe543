import { z } from 'zod';
import { operation } from '../operation.js';

const tag = 'System';

const dependencySchema = z.object({ status: z.enum(['up', 'down']), detail: z.string().optional() });

/** How the whole of Deskhook fares, each part by its name. */
export const readinessSchema = z.object({
  status: z.enum(['ready', 'degraded', 'unavailable']),
  dependencies: z.record(z.string(), dependencySchema),
});
export type Readiness = z.infer<typeof readinessSchema>;
export type DependencyState = z.infer<typeof dependencySchema>;

export const systemOperations = {
  live: operation({
    id: 'getLiveness',
    method: 'GET',
    path: '/healthz',
    tag,
    summary: 'Whether the gateway is alive',
    access: 'public',
    answer: { status: 200, description: 'It is', schema: z.object({ status: z.literal('live') }) },
  }),
  ready: operation({
    id: 'getReadiness',
    method: 'GET',
    path: '/readyz',
    tag,
    summary: 'How every part fares',
    description: '200 while the gateway can accept events, 503 (with the same body) while it cannot.',
    access: 'public',
    answer: { status: 200, description: 'Events are accepted', schema: readinessSchema },
  }),
  openapi: operation({
    id: 'getOpenApi',
    method: 'GET',
    path: '/openapi.json',
    tag,
    summary: 'This document',
    access: 'public',
    answer: {
      status: 200,
      description: 'The API as OpenAPI 3.1',
      schema: z.record(z.string(), z.unknown()),
    },
  }),
  asyncapi: operation({
    id: 'getAsyncApi',
    method: 'GET',
    path: '/asyncapi.json',
    tag,
    summary: 'What is exchanged over NATS',
    access: 'public',
    answer: {
      status: 200,
      description: 'Events, commands, notices and dead letters as AsyncAPI 3.0',
      schema: z.record(z.string(), z.unknown()),
    },
  }),
  docs: operation({
    id: 'getReference',
    method: 'GET',
    path: '/docs',
    tag,
    summary: 'The reference page',
    access: 'public',
    answer: { status: 200, description: 'A web page', schema: z.string(), contentType: 'text/html' },
  }),
  docsAsset: operation({
    id: 'getReferenceAsset',
    method: 'GET',
    path: '/docs/{file}',
    tag,
    summary: 'Scripts and styles of the reference page',
    access: 'public',
    params: z.object({ file: z.string().max(64) }),
    answer: { status: 200, description: 'A file', schema: z.string(), contentType: 'text/javascript' },
  }),
} as const;

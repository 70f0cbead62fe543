import { selfSchema } from '@deskhook/contracts';
import { operation } from '../operation.js';

export const selfOperations = {
  get: operation({
    id: 'getSelf',
    method: 'GET',
    path: '/v1/self',
    tag: 'System',
    summary: 'Who asks',
    description:
      'The key that the request was made with, what it may do, and what a user interface needs to know beside.',
    access: 'authenticated',
    answer: { status: 200, description: 'The key, without its secret', schema: selfSchema },
  }),
} as const;

import {
  subscriptionInputSchema,
  subscriptionPageSchema,
  subscriptionPatchSchema,
  subscriptionQuerySchema,
  subscriptionSchema,
  testAnswerSchema,
  testInputSchema,
} from '@deskhook/contracts';
import { operation } from '../operation.js';
import { createdHeaders, etagHeader, ifMatchHeader, inTenant, oneInTenant } from './parameters.js';

const tag = 'Subscriptions';
const path = '/v1/tenants/{tenant}/subscriptions';
const pathOfOne = '/v1/tenants/{tenant}/subscriptions/{id}';

export const subscriptionOperations = {
  create: operation({
    id: 'createSubscription',
    method: 'POST',
    path,
    tag,
    summary: 'Create a subscription',
    description:
      'Without `secret` one is made; `null` means unsigned. Events published from now on are delivered.',
    access: 'configure',
    params: inTenant,
    body: subscriptionInputSchema,
    answer: {
      status: 201,
      description: 'The subscription',
      schema: subscriptionSchema,
      headers: { ...createdHeaders, ...etagHeader },
    },
  }),
  list: operation({
    id: 'listSubscriptions',
    method: 'GET',
    path,
    tag,
    summary: 'List the subscriptions',
    description: '`event` finds every subscription that would receive it, also through `ticket.*` or `*`.',
    access: 'read',
    params: inTenant,
    query: subscriptionQuerySchema,
    answer: { status: 200, description: 'One page of subscriptions', schema: subscriptionPageSchema },
  }),
  get: operation({
    id: 'getSubscription',
    method: 'GET',
    path: pathOfOne,
    tag,
    summary: 'Get a subscription',
    access: 'read',
    params: oneInTenant,
    answer: { status: 200, description: 'The subscription', schema: subscriptionSchema, headers: etagHeader },
  }),
  patch: operation({
    id: 'patchSubscription',
    method: 'PATCH',
    path: pathOfOne,
    tag,
    summary: 'Change a subscription (JSON merge patch)',
    description:
      'What is absent stays. `delivery` is merged by key, and null takes an override back. `secret: null` makes it unsigned.',
    access: 'configure',
    params: oneInTenant,
    headers: ifMatchHeader,
    body: subscriptionPatchSchema,
    answer: {
      status: 200,
      description: 'The subscription as it is now',
      schema: subscriptionSchema,
      headers: etagHeader,
    },
    failures: ['precondition-failed'],
  }),
  delete: operation({
    id: 'deleteSubscription',
    method: 'DELETE',
    path: pathOfOne,
    tag,
    summary: 'Delete a subscription',
    description: 'Deliveries of it that still wait are cancelled.',
    access: 'configure',
    params: oneInTenant,
    headers: ifMatchHeader,
    answer: { status: 204, description: 'It is gone' },
    failures: ['precondition-failed'],
  }),
  test: operation({
    id: 'testSubscription',
    method: 'POST',
    path: '/v1/tenants/{tenant}/subscriptions/{id}/test',
    tag,
    summary: 'Send a sample event now',
    description: 'Sends a complete sample to every URL of the subscription and answers with the attempts.',
    access: 'configure',
    params: oneInTenant,
    body: testInputSchema,
    answer: { status: 200, description: 'What the receivers answered', schema: testAnswerSchema },
    failures: ['conflict'],
  }),
} as const;

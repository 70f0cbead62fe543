import {
  bulkAnswerSchema,
  bulkInputSchema,
  cloneInputSchema,
  rotationInputSchema,
  subscriptionInputSchema,
  subscriptionPageSchema,
  subscriptionPatchSchema,
  subscriptionQuerySchema,
  subscriptionSchema,
  testAnswerSchema,
  testInputSchema,
  triggerImportAnswerSchema,
  triggerImportInputSchema,
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
      'Without `secret` the default secret of the tenant signs where the dialect accepts it, else one is made where the ' +
      "dialect signs by default; `null` means unsigned. `events` takes types, `ticket.*`, `*` (all of the helpdesk; Deskhook's own news are `deskhook.*`) and the native names of the " +
      'dialect; what a dialect knows and refuses stands in `GET /v1/dialects`. Events published from now on are delivered. ' +
      'A `key` is unique in the tenant.',
    access: 'configure',
    params: inTenant,
    body: subscriptionInputSchema,
    answer: {
      status: 201,
      description: 'The subscription',
      schema: subscriptionSchema,
      headers: { ...createdHeaders, ...etagHeader },
    },
    failures: ['conflict'],
  }),
  list: operation({
    id: 'listSubscriptions',
    method: 'GET',
    path,
    tag,
    summary: 'List the subscriptions',
    description:
      '`event` finds every subscription that would receive it, also through `ticket.*`, `*` or a native name. ' +
      'Readers who may not `configure` see neither secrets, nor values of headers and of URL queries, nor the paths of ' +
      'hosts that authenticate by them (such as hooks.slack.com).',
    access: 'read',
    params: inTenant,
    query: subscriptionQuerySchema,
    answer: { status: 200, description: 'One page of subscriptions', schema: subscriptionPageSchema },
  }),
  // Before the paths with an id, which its path also looks like.
  bulk: operation({
    id: 'bulkSubscriptions',
    method: 'POST',
    path: '/v1/tenants/{tenant}/subscriptions/bulk',
    tag,
    summary: 'Activate, deactivate or delete many subscriptions',
    description:
      'In one step, with a result for each id in its place; an unknown id only fails for itself. `activate` also enables the ' +
      'URLs that were disabled.',
    access: 'configure',
    params: inTenant,
    body: bulkInputSchema,
    answer: { status: 200, description: 'What became of each', schema: bulkAnswerSchema },
  }),
  import: operation({
    id: 'importTrigger',
    method: 'POST',
    path: '/v1/tenants/{tenant}/subscriptions/import',
    tag,
    summary: 'Make a subscription of a Zendesk or Zammad trigger',
    description:
      'Takes the trigger as the product’s API gives it, and answers with the subscription and with everything of the trigger ' +
      'that it does not do. Where a condition could not be carried over, the subscription is inactive: it would fire too ' +
      'often. With `dryRun` nothing is created.',
    access: 'configure',
    params: inTenant,
    body: triggerImportInputSchema,
    answer: { status: 200, description: 'What became of the trigger', schema: triggerImportAnswerSchema },
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
      'What is absent stays. `delivery` and `dialectOptions` are merged by key, and null takes a value back. `auth`, `tls`, `redact` ' +
      'and the others are replaced as a whole; a password, token, client secret or key that is absent or null stays as long as ' +
      'its type does. `status: "active"` sends to all URLs again, also to those in `disabledUrls`. `secret: null` ' +
      'makes it unsigned. Another `dialect` judges everything anew and drops the options that were meant for the old one; ' +
      'one that does not sign also drops the secret.',
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
    failures: ['conflict', 'precondition-failed'],
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
  rotateSecret: operation({
    id: 'rotateSubscriptionSecret',
    method: 'POST',
    path: '/v1/tenants/{tenant}/subscriptions/{id}/rotate-secret',
    tag,
    summary: 'Give a subscription a new secret',
    description:
      'A new one is made unless `secret` brings it. The secrets before it stay valid for `overlapSeconds`, so requests ' +
      'carry a signature for each where the dialect can say several; at most five are valid at once, beyond that the ' +
      "oldest end. A subscription that signs with the tenant's secret gets one of its own.",
    access: 'configure',
    params: oneInTenant,
    body: rotationInputSchema,
    answer: {
      status: 200,
      description: 'The subscription with its new secret',
      schema: subscriptionSchema,
      headers: etagHeader,
    },
  }),
  clone: operation({
    id: 'cloneSubscription',
    method: 'POST',
    path: '/v1/tenants/{tenant}/subscriptions/{id}/clone',
    tag,
    summary: 'Copy a subscription',
    description:
      'With the same secrets, credentials and labels, without the key, with all URLs enabled, under "Copy of …" unless named, and inactive unless asked otherwise.',
    access: 'configure',
    params: oneInTenant,
    body: cloneInputSchema,
    answer: {
      status: 201,
      description: 'The copy',
      schema: subscriptionSchema,
      headers: { ...createdHeaders, ...etagHeader },
    },
    failures: ['conflict'],
  }),
  test: operation({
    id: 'testSubscription',
    method: 'POST',
    path: '/v1/tenants/{tenant}/subscriptions/{id}/test',
    tag,
    summary: 'Send a sample event now',
    description:
      'Sends a complete sample to every URL of the subscription and answers with the attempts. `type` is a type or a ' +
      'native name of the dialect; absent: `ticket.created`, or the first event that the dialect has.',
    access: 'configure',
    params: oneInTenant,
    body: testInputSchema,
    answer: { status: 200, description: 'What the receivers answered', schema: testAnswerSchema },
    failures: ['conflict'],
  }),
} as const;

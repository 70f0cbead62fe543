import {
  apiKeyInputSchema,
  apiKeyPageSchema,
  createdApiKeySchema,
  pageQuerySchema,
} from '@deskhook/contracts';
import { operation } from '../operation.js';
import { createdHeaders, inTenant, oneInTenant } from './parameters.js';

const tag = 'API keys';

export const apiKeyOperations = {
  create: operation({
    id: 'createApiKey',
    method: 'POST',
    path: '/v1/tenants/{tenant}/keys',
    tag,
    summary: 'Create an API key',
    description: 'The answer is the only place that ever shows the secret.',
    access: 'administer',
    params: inTenant,
    body: apiKeyInputSchema,
    answer: {
      status: 201,
      description: 'The key with its secret',
      schema: createdApiKeySchema,
      headers: createdHeaders,
    },
  }),
  list: operation({
    id: 'listApiKeys',
    method: 'GET',
    path: '/v1/tenants/{tenant}/keys',
    tag,
    summary: 'List the API keys, without their secrets',
    access: 'administer',
    params: inTenant,
    query: pageQuerySchema,
    answer: { status: 200, description: 'One page of keys', schema: apiKeyPageSchema },
  }),
  delete: operation({
    id: 'deleteApiKey',
    method: 'DELETE',
    path: '/v1/tenants/{tenant}/keys/{id}',
    tag,
    summary: 'Delete an API key',
    access: 'administer',
    params: oneInTenant,
    answer: { status: 204, description: 'It is no longer accepted' },
  }),
} as const;

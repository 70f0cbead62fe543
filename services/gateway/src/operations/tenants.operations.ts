import {
  pageQuerySchema,
  tenantIdSchema,
  tenantInputSchema,
  tenantPageSchema,
  tenantPatchSchema,
  tenantRotationInputSchema,
  tenantSchema,
} from '@deskhook/contracts';
import { z } from 'zod';
import { operation } from '../operation.js';
import { inTenant } from './parameters.js';

const tag = 'Tenants';

const DEFAULTS =
  '`defaults` are what new subscriptions have where the request that creates them leaves it out: an explicit value wins, ' +
  '`delivery` counts key by key. They are taken over when a subscription is created: to change them changes none that exists.';

export const tenantOperations = {
  list: operation({
    id: 'listTenants',
    method: 'GET',
    path: '/v1/tenants',
    tag,
    summary: 'List the tenants',
    access: 'manage-tenants',
    query: pageQuerySchema,
    answer: { status: 200, description: 'One page of tenants', schema: tenantPageSchema },
  }),
  put: operation({
    id: 'putTenant',
    method: 'PUT',
    path: '/v1/tenants/{tenant}',
    tag,
    summary: 'Create or replace a tenant',
    description: `What is absent gets its default; only the default secret stays. ${DEFAULTS}`,
    access: 'manage-tenants',
    params: z.object({ tenant: tenantIdSchema.describe('Id of the tenant') }),
    body: tenantInputSchema,
    answer: { status: 200, description: 'The tenant as it is now', schema: tenantSchema },
  }),
  get: operation({
    id: 'getTenant',
    method: 'GET',
    path: '/v1/tenants/{tenant}',
    tag,
    summary: 'Get a tenant',
    description:
      'The default secret is only shown to those who may `administer`, the values of headers among the defaults to those who ' +
      'may `configure`.',
    access: 'read',
    params: inTenant,
    answer: { status: 200, description: 'The tenant', schema: tenantSchema },
  }),
  patch: operation({
    id: 'patchTenant',
    method: 'PATCH',
    path: '/v1/tenants/{tenant}',
    tag,
    summary: 'Change a tenant (JSON merge patch)',
    description:
      'What is absent stays, null takes a value back. `defaultSecret` signs for the subscriptions whose `secretSource` is ' +
      '`tenant`: those that were created without a secret in a dialect that accepts it. It replaces the one before at ' +
      'once (see `rotate-secret` for an overlap); with null those subscriptions are unsigned. `defaults.delivery` is merged by ' +
      `key, the other defaults are replaced. ${DEFAULTS}`,
    access: 'administer',
    params: inTenant,
    body: tenantPatchSchema,
    answer: { status: 200, description: 'The tenant as it is now', schema: tenantSchema },
  }),
  rotateSecret: operation({
    id: 'rotateTenantSecret',
    method: 'POST',
    path: '/v1/tenants/{tenant}/rotate-secret',
    tag,
    summary: 'Make a new default secret',
    description:
      'The secrets before it stay valid for `overlapSeconds`; at most five are valid at once, beyond that the oldest end.',
    access: 'administer',
    params: inTenant,
    body: tenantRotationInputSchema,
    answer: { status: 200, description: 'The tenant with its new default secret', schema: tenantSchema },
  }),
  delete: operation({
    id: 'deleteTenant',
    method: 'DELETE',
    path: '/v1/tenants/{tenant}',
    tag,
    summary: 'Delete a tenant with its API keys and subscriptions',
    access: 'manage-tenants',
    params: inTenant,
    answer: { status: 204, description: 'It is gone' },
  }),
} as const;

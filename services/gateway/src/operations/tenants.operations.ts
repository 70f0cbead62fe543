import {
  pageQuerySchema,
  tenantIdSchema,
  tenantInputSchema,
  tenantPageSchema,
  tenantSchema,
} from '@deskhook/contracts';
import { z } from 'zod';
import { operation } from '../operation.js';
import { inTenant } from './parameters.js';

const tag = 'Tenants';

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
    access: 'read',
    params: inTenant,
    answer: { status: 200, description: 'The tenant', schema: tenantSchema },
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

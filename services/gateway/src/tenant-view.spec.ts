import { expect, it } from '@jest/globals';
import type { Caller, Tenant } from '@deskhook/contracts';
import { tenantSeenBy } from './tenant-view.js';

const AT = '2026-02-17T14:45:00.000Z';
const tenant: Tenant = {
  id: 'acme',
  name: 'Acme',
  siteUrl: null,
  subdomain: null,
  adminBaseUrl: null,
  portalBaseUrl: null,
  timezone: 'UTC',
  hasDefaultSecret: true,
  defaultSecret: 'whsec_c2VjcmV0',
  defaults: { dialect: 'standard', headers: { 'x-token': 'secret' } },
  createdAt: AT,
  updatedAt: AT,
};
const as = (role: 'admin' | 'editor' | 'viewer'): Caller => ({
  kind: 'key',
  id: 'key_1',
  name: 'one',
  role,
  tenant: 'acme',
});

it('shows secrets to those who could change them', () => {
  expect(tenantSeenBy(as('admin'), tenant)).toEqual(tenant);
  expect(tenantSeenBy(as('editor'), tenant)).toEqual({ ...tenant, defaultSecret: null });
  expect(tenantSeenBy(as('viewer'), tenant)).toEqual({
    ...tenant,
    defaultSecret: null,
    defaults: { dialect: 'standard', headers: { 'x-token': '[hidden]' } },
  });
});

it('has no defaults by the word of a service that knows none', () => {
  const { defaults: _, ...former } = tenant;
  expect(tenantSeenBy(as('viewer'), former)).toMatchObject({ id: 'acme', defaults: {} });
});

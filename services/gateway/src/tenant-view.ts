import { grants, type Tenant } from '@deskhook/contracts';
import type { Caller } from './caller.js';

/** The tenant as its reader may see it: the default secret signs for everybody's subscriptions. */
export function tenantSeenBy({ role }: Caller, tenant: Tenant): Tenant {
  return grants(role, 'administer') ? tenant : { ...tenant, defaultSecret: null };
}

import { grants, type Tenant } from '@deskhook/contracts';
import { seesSecrets, type Caller } from './caller.js';
import { hiddenValues } from './hidden-values.js';

/** The tenant as its reader may see it: the default secret signs for everybody's subscriptions, and headers may be
 * secrets. */
export function tenantSeenBy(caller: Caller, tenant: Tenant): Tenant {
  const { headers } = tenant.defaults;
  const hides = !seesSecrets(caller) && headers !== undefined;
  const defaults = hides ? { ...tenant.defaults, headers: hiddenValues(headers) } : tenant.defaults;
  const defaultSecret = grants(caller.role, 'administer') ? tenant.defaultSecret : null;
  return { ...tenant, defaultSecret, defaults };
}

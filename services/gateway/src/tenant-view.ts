import { grants, type Tenant } from '@deskhook/contracts';
import { seesSecrets, type Caller } from './caller.js';
import { hiddenValues } from './hidden-values.js';

/** What a tenant is answered as; a service of an earlier release knows no defaults. */
type AnsweredTenant = Omit<Tenant, 'defaults'> & Partial<Pick<Tenant, 'defaults'>>;

/** The tenant as its reader may see it: the default secret signs for everybody's subscriptions, and headers may be
 * secrets. */
export function tenantSeenBy(caller: Caller, { defaults: known = {}, ...tenant }: AnsweredTenant): Tenant {
  const { headers } = known;
  const hides = !seesSecrets(caller) && headers !== undefined;
  const defaults = hides ? { ...known, headers: hiddenValues(headers) } : known;
  const defaultSecret = grants(caller.role, 'administer') ? tenant.defaultSecret : null;
  return { ...tenant, defaultSecret, defaults };
}

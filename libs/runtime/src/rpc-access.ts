import { accessFault, RPC_ACCESS, type Caller } from '@deskhook/contracts';
import { z } from 'zod';

const ACCESS = new Map(Object.entries(RPC_ACCESS));

const ofTenant = z.object({ tenant: z.string() });
/** Every place where a request names a tenant. */
const namingSchema = z.object({
  tenant: z.string().optional(),
  record: ofTenant.optional(),
  calendars: z.array(ofTenant).optional(),
  deliveries: z.array(ofTenant).optional(),
});

/**
 * Why a call between services is refused, as a sentence; null: it may go on. The gateway has checked the same before; here it
 * counts once more, so that a slip there, or a service that asks past it, opens nothing.
 */
export function rpcAccessFault(name: string, request: unknown, caller: Caller | undefined): string | null {
  const access = ACCESS.get(name);
  if (access === undefined) return `"${name}" is no call that anybody may make`;
  const tenants = tenantsNamed(request);
  if (tenants === null) return 'The call names its tenant in a form that is not known';
  if (access === 'internal')
    return caller === undefined ? null : accessFault({ ...caller, role: 'root' }, 'read', tenants);
  if (caller === undefined) return `The call "${name}" does not say on whose behalf it is made`;
  if (caller.kind === 'key' && tenants.length === 0) return 'The call names no tenant';
  return accessFault(caller, access, tenants);
}

function tenantsNamed(request: unknown): readonly string[] | null {
  const naming = namingSchema.safeParse(request);
  if (!naming.success) return null;
  const { tenant, record, calendars = [], deliveries = [] } = naming.data;
  const inner = [...(record === undefined ? [] : [record]), ...calendars, ...deliveries];
  return [...(tenant === undefined ? [] : [tenant]), ...inner.map((one) => one.tenant)];
}

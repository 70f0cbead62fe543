import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, ask } from '../../api/client.js';
import { tenantQuery } from '../../api/tenant.js';
import type { BodyOf, Tenant } from '../../api/types.js';

export type TenantPatch = BodyOf<'patchTenant'>;

export const useTenantRecord = (tenant: string) => useQuery(tenantQuery(tenant));

/** What to do with a tenant as a change answered it: everybody who shows it shows the new one. */
export function useTenantChanged(tenant: string): (changed: Tenant) => void {
  const queries = useQueryClient();
  return (changed) => {
    queries.setQueryData(tenantQuery(tenant).queryKey, changed);
    void queries.invalidateQueries({ queryKey: ['tenants'] });
  };
}

export function usePatchTenant(tenant: string) {
  const onSuccess = useTenantChanged(tenant);
  return useMutation({
    mutationFn: (body: TenantPatch) =>
      ask(api.PATCH('/v1/tenants/{tenant}', { params: { path: { tenant } }, body })),
    onSuccess,
  });
}

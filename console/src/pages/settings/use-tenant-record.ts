import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, ask } from '../../api/client.js';
import type { BodyOf, Tenant } from '../../api/types.js';

export type TenantPatch = BodyOf<'patchTenant'>;

const keyOf = (tenant: string) => ['tenant', tenant] as const;

export function useTenantRecord(tenant: string) {
  return useQuery({
    queryKey: keyOf(tenant),
    queryFn: ({ signal }) => ask(api.GET('/v1/tenants/{tenant}', { params: { path: { tenant } }, signal })),
  });
}

/** What to do with a tenant as a change answered it: everybody who shows it shows the new one. */
export function useTenantChanged(tenant: string): (changed: Tenant) => void {
  const queries = useQueryClient();
  return (changed) => {
    queries.setQueryData(keyOf(tenant), changed);
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

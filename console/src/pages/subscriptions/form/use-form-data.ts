import { useQuery } from '@tanstack/react-query';
import { conditionFieldsQuery, dialectsQuery } from '../../../api/catalogue.js';
import { api, ask } from '../../../api/client.js';
import { tenantQuery } from '../../../api/tenant.js';
import type { Dialect, Tenant } from '../../../api/types.js';
import type { ShownSubscription } from './draft.js';

interface FormData {
  readonly dialects: readonly Dialect[];
  readonly tenant: Tenant;
}

/** What the form is made of; undefined until it is known. */
export function useFormData(tenant: string) {
  const dialects = useQuery(dialectsQuery);
  const settings = useQuery(tenantQuery(tenant));
  const data: FormData | undefined =
    dialects.data === undefined || settings.data === undefined
      ? undefined
      : { dialects: dialects.data.items, tenant: settings.data };
  return {
    data,
    error: dialects.error ?? settings.error,
    retry: () => void Promise.all([dialects.refetch(), settings.refetch()]),
  };
}

export async function fetchSubscription(
  tenant: string,
  id: string,
  signal?: AbortSignal,
): Promise<ShownSubscription> {
  const params = { path: { tenant, id } };
  return await ask(
    api.GET(
      '/v1/tenants/{tenant}/subscriptions/{id}',
      signal === undefined ? { params } : { params, signal },
    ),
  );
}

/** What conditions and actions are made of. */
export function useConditionFields() {
  return useQuery(conditionFieldsQuery).data;
}

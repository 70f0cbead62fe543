import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ask } from '../../../api/client.js';
import type { AnswerOf, BodyOf } from '../../../api/types.js';
import { slices } from './use-list.js';

export type BulkAction = BodyOf<'bulkSubscriptions'>['action'];
export type BulkResult = AnswerOf<'bulkSubscriptions'>['results'][number];

/** The API takes so many ids at once. */
const IDS_MAX = 200;

/** Activates, deactivates or deletes many subscriptions; answers with a result for each. */
export function useBulk(tenant: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ action, ids }: { readonly action: BulkAction; readonly ids: readonly string[] }) => {
      const results: BulkResult[] = [];
      for (const slice of slices(ids, IDS_MAX)) results.push(...(await bulk(tenant, action, slice)));
      return results;
    },
    // Also after a failure: slices before it have been carried out.
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['subscriptions', tenant] });
      void queries.invalidateQueries({ queryKey: ['subscription', tenant] });
    },
  });
}

async function bulk(tenant: string, action: BulkAction, ids: readonly string[]) {
  const call = api.POST('/v1/tenants/{tenant}/subscriptions/bulk', {
    params: { path: { tenant } },
    body: { action, ids: [...ids] },
  });
  return (await ask(call)).results;
}

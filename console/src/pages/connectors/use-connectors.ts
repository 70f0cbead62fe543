import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ask } from '../../api/client.js';
import type { BodyOf } from '../../api/types.js';
import type { Connector } from './connector-draft.js';

/** More than the fifty that a tenant may have. */
const ALL = 200;
const REFRESH_MS = 5_000;

export const connectorsQuery = (tenant: string) =>
  queryOptions({
    queryKey: ['connectors', tenant],
    queryFn: ({ signal }) =>
      ask(
        api.GET('/v1/tenants/{tenant}/connectors', {
          params: { path: { tenant }, query: { limit: ALL } },
          signal,
        }),
      ),
  });

export const connectorQuery = (tenant: string, id: string) =>
  queryOptions({
    queryKey: ['connector', tenant, id],
    queryFn: ({ signal }) =>
      ask(api.GET('/v1/tenants/{tenant}/connectors/{id}', { params: { path: { tenant, id } }, signal })),
  });

/** What came in last, again and again: the form beside it is left alone. */
export const connectorRequestsQuery = (tenant: string, id: string) =>
  queryOptions({
    queryKey: ['connector-requests', tenant, id],
    queryFn: async ({ signal }) => {
      const params = { path: { tenant, id } };
      const { lastRequests } = await ask(api.GET('/v1/tenants/{tenant}/connectors/{id}', { params, signal }));
      return lastRequests;
    },
    refetchInterval: REFRESH_MS,
  });

export function useCreateConnector(tenant: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyOf<'createConnector'>) =>
      ask(api.POST('/v1/tenants/{tenant}/connectors', { params: { path: { tenant } }, body })),
    onSuccess: (made) => {
      queries.setQueryData(connectorQuery(tenant, made.id).queryKey, made);
      void queries.invalidateQueries({ queryKey: ['connectors', tenant] });
    },
  });
}

/** Changes the connector as it was read: what somebody else has changed meanwhile is not overwritten. */
export function usePatchConnector(
  tenant: string,
  { id, etag }: Pick<Connector, 'id' | 'etag'>,
  onSaved: (changed: Connector) => void,
) {
  const queries = useQueryClient();
  const params = { path: { tenant, id }, header: { 'if-match': etag } };
  return useMutation({
    mutationFn: (body: BodyOf<'patchConnector'>) =>
      ask(api.PATCH('/v1/tenants/{tenant}/connectors/{id}', { params, body })),
    onSuccess: (changed) => {
      // Before what is shown changes: whoever asked may not be there any more then.
      onSaved(changed);
      queries.setQueryData(connectorQuery(tenant, id).queryKey, changed);
      void queries.invalidateQueries({ queryKey: ['connectors', tenant] });
    },
  });
}

export function useDeleteConnector(tenant: string, id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      ask(api.DELETE('/v1/tenants/{tenant}/connectors/{id}', { params: { path: { tenant, id } } })),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['connectors', tenant] }),
  });
}

/** The address that the helpdesk sends to: this gateway's, and the connector's path. */
export const addressOf = ({ url }: Pick<Connector, 'url'>): string => window.location.origin + url;

import { queryOptions } from '@tanstack/react-query';
import { api, ask } from './client.js';

/** What is the same for all tenants, and changes with the version of Deskhook alone. */
const staleTime = Infinity;

export const dialectsQuery = queryOptions({
  queryKey: ['dialects'],
  queryFn: ({ signal }) => ask(api.GET('/v1/dialects', { signal })),
  staleTime,
});

export const eventTypesQuery = queryOptions({
  queryKey: ['event-types'],
  queryFn: ({ signal }) => ask(api.GET('/v1/event-types', { signal })),
  staleTime,
});

/** A complete event of a type. */
export const eventSampleQuery = (type: string) =>
  queryOptions({
    queryKey: ['event-type-sample', type],
    queryFn: ({ signal }) =>
      ask(api.GET('/v1/event-types/{type}/sample', { params: { path: { type } }, signal })),
    staleTime,
  });

/** What conditions and actions are made of. */
export const conditionFieldsQuery = queryOptions({
  queryKey: ['condition-fields'],
  queryFn: ({ signal }) => ask(api.GET('/v1/condition-fields', { signal })),
  staleTime,
});

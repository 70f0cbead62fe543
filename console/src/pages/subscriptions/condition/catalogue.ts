import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../../../api/client.js';
import type { AnswerOf } from '../../../api/types.js';

/** What conditions are made of: `GET /v1/condition-fields`. */
export type ConditionCatalogue = Omit<AnswerOf<'getConditionFields'>, 'actions'>;
export type CatalogueField = ConditionCatalogue['fields'][number];
export type CatalogueOperator = ConditionCatalogue['operators'][number];
export type OperandKind = CatalogueOperator['operand'];

export const EMPTY_CATALOGUE: ConditionCatalogue = { fields: [], operators: [] };

/** The catalogue; empty until it is there. */
export function useConditionCatalogue(): ConditionCatalogue {
  const { data = EMPTY_CATALOGUE } = useQuery({
    queryKey: ['condition-fields'],
    queryFn: ({ signal }) => ask(api.GET('/v1/condition-fields', { signal })),
    staleTime: Infinity,
  });
  return data;
}

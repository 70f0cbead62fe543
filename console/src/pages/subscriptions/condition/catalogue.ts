import { useQuery } from '@tanstack/react-query';
import { conditionFieldsQuery } from '../../../api/catalogue.js';
import type { AnswerOf } from '../../../api/types.js';

/** What conditions are made of: `GET /v1/condition-fields`. */
type ConditionCatalogue = Omit<AnswerOf<'getConditionFields'>, 'actions'>;
export type CatalogueField = ConditionCatalogue['fields'][number];
export type CatalogueOperator = ConditionCatalogue['operators'][number];
export type OperandKind = CatalogueOperator['operand'];

const EMPTY_CATALOGUE: ConditionCatalogue = { fields: [], operators: [] };

/** The catalogue; empty until it is there. */
export function useConditionCatalogue(): ConditionCatalogue {
  const { data = EMPTY_CATALOGUE } = useQuery(conditionFieldsQuery);
  return data;
}

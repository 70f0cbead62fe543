import { actionSchema, type ConditionFields } from '@deskhook/contracts';
import { conditionFields, conditionOperators } from '@deskhook/domain';
import { inputSchema } from './openapi-schemas.js';

/** What conditions and actions are made of, for whoever offers them for choice. */
export function conditionFieldsView(): ConditionFields {
  return {
    fields: [...conditionFields()],
    operators: conditionOperators().map(({ operator, operand, text, description }) => ({
      operator,
      operand,
      caseSensitive: text,
      description,
    })),
    actions: actionSchema.options.map((option) => ({
      type: option.shape.type.value,
      description: option.description ?? '',
      schema: { ...inputSchema(option) },
    })),
  };
}

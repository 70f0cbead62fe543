export * from './calendars-of.js';
export type { ChangeSide, FieldChange } from './change-sides.js';
export { conditionField } from './condition-field.js';
export * from './condition.js';
export * from './condition-event.js';
export { eventReader, type EventReader } from './event-reader.js';
export * from './explain-condition.js';
export { conditionFields, type ConditionFieldInfo } from './field-table.js';
export { holds, MATCHED_TEXT_CHARACTERS_MAX } from './holds.js';
export {
  conditionOperators,
  type ConditionOperator,
  type ConditionOperatorInfo,
  type OperandKind,
} from './operators.js';
export { parseCondition, type ParseConditionOptions } from './parse-condition.js';
export { valueKey } from './value-key.js';

import { Text } from '@mantine/core';
import { useBuilder } from './builder-context.js';
import { ChangeInput } from './change-input.js';
import classes from './condition.module.css';
import { DurationInput } from './duration-input.js';
import type { FieldKind } from './fields.js';
import { looseValuesOf, NOTHING, tagsOf, textOf, valuesOf } from './operand.js';
import type { OperatorChoice } from './operators.js';
import { RangeInput } from './range-input.js';
import { CalendarSelect, OneInput, TagsField } from './scalar-inputs.js';
import { suggestedValues } from './seen-values.js';
import { isJsonObject, type JsonObject } from './tree.js';

interface ValueInputProps {
  readonly test: JsonObject;
  readonly field: string;
  readonly kind: FieldKind;
  readonly choice: OperatorChoice;
  readonly onChange: (test: JsonObject) => void;
  readonly error: string | undefined;
}

/** What a test compares with, in the form that its operator takes. */
export function ValueInput(props: ValueInputProps) {
  const { test, field, kind, choice, onChange, error } = props;
  const { seen, eventTypes } = useBuilder();
  const { value } = test;
  const put = (next: unknown) => onChange({ ...test, value: next });
  const suggestions = suggestedValues(field, choice.operator, seen, eventTypes);
  if (isOutOfForm(choice, value)) return <AsJson value={value} error={error} />;
  switch (choice.operand) {
    case 'none':
    case 'flag':
      return <Fault error={error} />;
    case 'list':
      return (
        <TagsField
          label="Values"
          tags={tagsOf(value)}
          suggestions={suggestions}
          onChange={(tags) => put(valuesOf(tags, value))}
          error={error}
        />
      );
    case 'values': {
      const offered = choice.operator === 'changed_by' ? suggestions : [NOTHING, ...suggestions];
      return (
        <TagsField
          label="Values"
          tags={tagsOf(value)}
          suggestions={offered}
          onChange={(tags) => put(looseValuesOf(tags, value))}
          error={error}
        />
      );
    }
    case 'change':
      return <ChangeInput test={test} suggestions={suggestions} onChange={onChange} error={error} />;
    case 'range':
      return <RangeInput value={value} kind={kind} onChange={put} error={error} />;
    case 'duration':
      return <DurationInput value={textOf(value)} onChange={put} error={error} />;
    case 'calendar':
      return <CalendarSelect value={textOf(value)} onChange={put} error={error} />;
    case 'value':
    case 'order':
    case 'text':
    case 'pattern':
    case 'instant':
      return (
        <OneInput
          label="Value"
          value={value}
          operand={choice.operand}
          kind={kind}
          suggestions={suggestions}
          onChange={put}
          error={error}
        />
      );
    default:
      return choice.operand satisfies never;
  }
}

/** A value that the operator's form cannot show without changing it. */
function isOutOfForm({ operand }: OperatorChoice, value: unknown): boolean {
  const isPlain = (one: unknown) => typeof one !== 'object' || one === null;
  if (operand === 'none') return value !== undefined;
  if (operand === 'flag') return value !== undefined && typeof value !== 'boolean';
  if (operand === 'list' || operand === 'values')
    return Array.isArray(value) ? !value.every(isPlain) : !isPlain(value);
  if (operand === 'range') return value !== undefined && !Array.isArray(value);
  if (operand === 'change') return value !== undefined && value !== true && !isChange(value);
  return !isPlain(value);
}

const isChange = (value: unknown): boolean =>
  isJsonObject(value) && Object.keys(value).every((key) => key === 'from' || key === 'to');

function AsJson({ value, error }: { readonly value: unknown; readonly error: string | undefined }) {
  return (
    <div>
      <code className={classes.raw}>{JSON.stringify(value)}</code>
      <Text size="xs" c="dimmed">
        This value has no form here: edit it as JSON.
      </Text>
      <Fault error={error} />
    </div>
  );
}

function Fault({ error }: { readonly error: string | undefined }) {
  if (error === undefined) return null;
  return (
    <Text size="xs" c="var(--mantine-color-error)" role="alert">
      {error}
    </Text>
  );
}

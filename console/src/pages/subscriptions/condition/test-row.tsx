import { ActionIcon, Badge, Input, Select, Tooltip } from '@mantine/core';
import { IconLetterCase } from '@tabler/icons-react';
import { useBuilder } from './builder-context.js';
import classes from './condition.module.css';
import { faultOf } from './faults.js';
import { FieldInput } from './field-input.js';
import { fieldKind, type FieldKind } from './fields.js';
import { NodeActions } from './node-actions.js';
import {
  choiceKey,
  choiceOf,
  choicesFor,
  withField,
  withOperator,
  type OperatorChoice,
} from './operators.js';
import type { Place } from './part-view.js';
import { replaced, type ConditionNode, type JsonObject, type TestNode } from './tree.js';
import { ValueInput } from './value-input.js';

interface TestRowProps extends Place {
  readonly test: TestNode;
  readonly outer: ConditionNode;
  readonly isNegated: boolean;
}

/** One test: field, operator and value, each with its own faults. */
export function TestRow({ test, outer, isNegated, ...place }: TestRowProps) {
  const { operators, fields, faults, change, idOf } = useBuilder();
  const { source } = test;
  const name = `test ${place.path}`.trim();
  const field = typeof source['field'] === 'string' ? source['field'] : '';
  const kind = fieldKind(field, fields);
  const choice = choiceOf(operators, choiceKey(source));
  const put = (next: JsonObject) =>
    change((root) => root && replaced(root, test.id, () => ({ ...test, source: next })));
  const fault = faultOf(faults, test, 'whole');
  return (
    <div className={classes.test} role="group" aria-label={name} data-negated={isNegated || undefined}>
      <div className={classes.line}>
        <div className={classes.first}>
          {isNegated && (
            <Badge color="orange" variant="light" tt="none" className={classes.not ?? ''}>
              not
            </Badge>
          )}
          <div className={classes.field}>
            <FieldInput
              id={idOf('field', test.id)}
              field={field}
              onChange={(next) => put(withField(source, next, fieldKind(next, fields), operators))}
              error={faultOf(faults, test, 'field')}
            />
          </div>
          <div className={classes.operator}>
            <OperatorSelect
              choices={choicesFor(operators, field, kind, choice.key)}
              choice={choice}
              onChange={(next) => put(withOperator(source, choice, next))}
              error={faultOf(faults, test, 'op')}
            />
          </div>
        </div>
        <div className={classes.second}>
          <div className={classes.value}>
            <ValueInput
              test={source}
              field={field}
              kind={kind}
              choice={choice}
              onChange={put}
              error={faultOf(faults, test, 'value')}
            />
          </div>
          <div className={classes.actions}>
            <CaseSwitch test={source} kind={kind} choice={choice} onChange={put} />
            <NodeActions node={test} outer={outer} isNegated={isNegated} name={name} {...place} />
          </div>
        </div>
      </div>
      {fault !== undefined && (
        <Input.Error role="alert" className={classes.fault ?? ''}>
          {fault}
        </Input.Error>
      )}
    </div>
  );
}

interface OperatorSelectProps {
  readonly choices: readonly OperatorChoice[];
  readonly choice: OperatorChoice;
  readonly onChange: (choice: OperatorChoice) => void;
  readonly error: string | undefined;
}

function OperatorSelect({ choices, choice, onChange, error }: OperatorSelectProps) {
  return (
    <Select
      size="sm"
      aria-label="Operator"
      data={choices.map(({ key, label }) => ({ value: key, label }))}
      value={choice.key}
      onChange={(key) => {
        const next = choices.find((one) => one.key === key);
        if (next !== undefined) onChange(next);
      }}
      allowDeselect={false}
      searchable
      maxDropdownHeight={320}
      error={error}
      renderOption={({ option }) => (
        <Described
          label={option.label}
          text={choices.find(({ key }) => key === option.value)?.description ?? ''}
        />
      )}
    />
  );
}

function Described({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <span>
      {label}
      <span className={classes.hint}>{text}</span>
    </span>
  );
}

const TEXTUAL: ReadonlySet<FieldKind> = new Set(['text', 'thing', 'list', 'id', 'unknown']);

interface CaseSwitchProps {
  readonly test: JsonObject;
  readonly kind: FieldKind;
  readonly choice: OperatorChoice;
  readonly onChange: (test: JsonObject) => void;
}

/** Only where it makes a difference, or where it is set already. */
function CaseSwitch({ test, kind, choice, onChange }: CaseSwitchProps) {
  const { caseSensitive, ...rest } = test;
  const isOn = caseSensitive === true;
  if (!isOn && !(choice.hasCase && TEXTUAL.has(kind))) return null;
  const label = isOn ? 'Upper and lower case count' : 'Upper and lower case are the same';
  return (
    <Tooltip label={label} openDelay={400} withArrow>
      <ActionIcon
        variant={isOn ? 'filled' : 'subtle'}
        color={isOn ? undefined : 'gray'}
        size="md"
        aria-label="Case-sensitive"
        aria-pressed={isOn}
        onClick={() => onChange(isOn ? rest : { ...test, caseSensitive: true })}
      >
        <IconLetterCase size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

import { TextInput } from '@mantine/core';
import { faultsByField } from '../../api/field-faults.js';
import type { ProblemError } from '../../api/problem.js';
import { ErrorState } from '../../ui/error-state.js';
import { fieldsOf, type ConnectorDraft } from './connector-draft.js';
import { KINDS, type ConnectorKind } from './kinds.js';
import { OptionInput } from './option-input.js';

interface DraftFieldsProps {
  readonly kind: ConnectorKind;
  readonly draft: ConnectorDraft;
  readonly onChange: (draft: ConnectorDraft) => void;
  readonly faults: Readonly<Record<string, string>>;
}

/** What can be changed of a connector of that kind at any time. */
export function DraftFields({ kind, draft, onChange, faults }: DraftFieldsProps) {
  return (
    <>
      <TextInput
        label="Name"
        required
        maxLength={255}
        placeholder={`${KINDS[kind].title} of our support`}
        value={draft.name}
        error={faults['name']}
        onChange={(typed) => onChange({ ...draft, name: typed.currentTarget.value })}
      />
      {KINDS[kind].options.map((field) => (
        <OptionInput
          key={field.name}
          field={field}
          value={draft.options[field.name]}
          faults={faults}
          onChange={(option) => onChange({ ...draft, options: { ...draft.options, [field.name]: option } })}
        />
      ))}
    </>
  );
}

/** What was refused, by the fields of the form. */
export const draftFaults = (problem: ProblemError | null, draft: ConnectorDraft) =>
  problem === null ? {} : faultsByField(problem, fieldsOf(draft)).byField;

/** What was refused and stands at no field. */
export function RestOfProblem({
  problem,
  draft,
}: {
  readonly problem: ProblemError | null;
  readonly draft: ConnectorDraft;
}) {
  if (problem === null) return null;
  const isPlaced = problem.faults.length > 0 && faultsByField(problem, fieldsOf(draft)).rest.length === 0;
  return isPlaced ? null : <ErrorState problem={problem} />;
}

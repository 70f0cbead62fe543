import { JsonInput } from '@mantine/core';
import { useState } from 'react';
import type { FieldFault } from '../../../api/problem.js';
import { isJsonObject, type JsonObject } from './tree.js';

export interface ConditionEditorProps {
  /** Null: no condition, so that every selected event fires. */
  readonly value: JsonObject | null;
  readonly onChange: (value: Record<string, unknown> | null) => void;
  /** What is wrong with the condition as a whole. */
  readonly error?: string | undefined;
  /** What the API refused, with pointers into the condition: shown at the very test. */
  readonly faults?: readonly FieldFault[];
  /** Calendars to choose from; the tenant's own are loaded where none are given. */
  readonly calendars?: readonly { readonly id: string; readonly name: string }[] | undefined;
  /** Told when what stands in the editor is no condition, so that the last good one must not be saved unseen; null: all is well. */
  readonly onTrouble?: (trouble: string | null) => void;
}

export function ConditionEditor({ value, onChange, error }: ConditionEditorProps) {
  const [text, setText] = useState(value === null ? '' : JSON.stringify(value, null, 2));
  const take = (next: string) => {
    setText(next);
    try {
      const json: unknown = next.trim() === '' ? null : JSON.parse(next);
      if (json === null || isJsonObject(json)) onChange(json);
    } catch {
      // The text is kept; the last condition stands.
    }
  };
  return (
    <JsonInput label="Condition (JSON)" value={text} onChange={take} error={error} autosize minRows={4} />
  );
}

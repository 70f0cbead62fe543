import { memo, useCallback, useMemo, useState } from 'react';
import { ConditionEditor } from '../../condition/condition-editor.js';
import type { JsonObject } from '../draft.js';
import { faultAt, faultsBelow } from '../faults.js';
import type { SectionProps } from '../form.js';
import { Section } from '../section.js';

const POINTER = '/condition';
/** It is large, and most of what is typed in the form is none of its business. */
const Editor = memo(ConditionEditor);

export function ConditionSection({ form }: SectionProps) {
  const { draft, change, faults, onTrouble } = form;
  const [trouble, setTrouble] = useState<string | null>(null);
  const tell = useCallback(
    (found: string | null) => {
      setTrouble(found);
      onTrouble(POINTER, found);
    },
    [onTrouble],
  );
  const error = faultAt(faults, POINTER);
  const take = useCallback((condition: JsonObject | null) => change({ condition }), [change]);
  const below = useMemo(() => faultsBelow(faults, POINTER), [faults]);
  return (
    <Section
      id="condition"
      title="Condition"
      summary={draft.condition === null ? 'none: every selected event' : 'only where it is met'}
      form={form}
    >
      <Editor
        value={draft.condition}
        onChange={take}
        // Of its own trouble the editor tells itself.
        error={error === trouble ? undefined : error}
        faults={below}
        onTrouble={tell}
      />
    </Section>
  );
}

import { useCallback } from 'react';
import { ConditionEditor } from '../../condition/condition-editor.js';
import { faultAt, faultsBelow } from '../faults.js';
import type { SectionProps } from '../form.js';
import { Section } from '../section.js';

const POINTER = '/condition';

export function ConditionSection({ form }: SectionProps) {
  const { draft, change, faults, onTrouble } = form;
  const tell = useCallback((trouble: string | null) => onTrouble(POINTER, trouble), [onTrouble]);
  return (
    <Section
      id="condition"
      title="Condition"
      summary={draft.condition === null ? 'none: every selected event' : 'only where it is met'}
      form={form}
    >
      <ConditionEditor
        value={draft.condition}
        onChange={(condition) => change({ condition })}
        error={faultAt(faults, POINTER)}
        faults={faultsBelow(faults, POINTER)}
        onTrouble={tell}
      />
    </Section>
  );
}

import { Alert, Input, SegmentedControl, Stack } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useState } from 'react';
import type { FieldFault } from '../../../api/problem.js';
import type { CalendarName } from './builder-context.js';
import { ConditionBuilder } from './condition-builder.js';
import classes from './condition.module.css';
import { useConditionState, usePlacedFaults } from './condition-state.js';
import { NO_CONDITION } from './no-condition.js';
import { JsonPane } from './json-pane.js';
import type { JsonObject } from './tree.js';

interface ConditionEditorProps {
  /** Null: no condition, so that every selected event fires. */
  readonly value: JsonObject | null;
  readonly onChange: (value: Record<string, unknown> | null) => void;
  /** What is wrong with the condition as a whole. */
  readonly error?: string | undefined;
  /** What the API refused, with pointers into the condition: shown at the very test until that is changed. */
  readonly faults?: readonly FieldFault[] | undefined;
  /** Calendars to choose from; the tenant's own are loaded where none are given. */
  readonly calendars?: readonly CalendarName[] | undefined;
  /** Told when what stands in the editor is no condition, so that the last good one must not be saved unseen; null: all is well. */
  readonly onTrouble?: ((trouble: string | null) => void) | undefined;
  /** What no condition means here. */
  readonly none?: string;
}

const NO_FAULTS: readonly FieldFault[] = [];
/** From here on builder and JSON stand side by side. */
const WIDE = 900;

/** Builds a condition by hand or as JSON; both are always in step. */
export function ConditionEditor(props: ConditionEditorProps) {
  const { value, onChange, error, faults = NO_FAULTS, calendars, onTrouble, none = NO_CONDITION } = props;
  const state = useConditionState({ value, onChange, onTrouble });
  const placed = usePlacedFaults(state.tree, faults);
  const { ref, width } = useElementSize();
  const [view, setView] = useState<string>('builder');
  const isWide = width >= WIDE;
  const isBuilder = isWide || view === 'builder';
  return (
    <Stack gap="sm" ref={ref}>
      {!isWide && (
        <SegmentedControl
          aria-label="How the condition is edited"
          size="xs"
          w="fit-content"
          value={view}
          onChange={setView}
          data={[
            { value: 'builder', label: 'Builder' },
            { value: 'json', label: state.trouble === null ? 'JSON' : 'JSON (has a fault)' },
          ]}
        />
      )}
      {error !== undefined && error !== '' && <Input.Error role="alert">{error}</Input.Error>}
      {state.tree === null &&
        faults.map(({ pointer, detail }) => <Input.Error key={`${pointer} ${detail}`}>{detail}</Input.Error>)}
      <div className={isWide ? classes.wide : undefined}>
        {isBuilder && (
          <Stack gap="sm" className={classes.pane}>
            {state.trouble !== null && (
              <Behind summary={state.trouble.summary} onDiscard={state.discardText} />
            )}
            <ConditionBuilder
              tree={state.tree}
              change={state.change}
              faults={placed.list}
              calendars={calendars}
              none={none}
              isLocked={state.trouble !== null}
            />
          </Stack>
        )}
        {(isWide || !isBuilder) && (
          <JsonPane
            text={state.text}
            faults={state.trouble?.faults ?? (placed.isCurrent ? faults : NO_FAULTS)}
            onChange={state.takeText}
          />
        )}
      </div>
    </Stack>
  );
}

interface BehindProps {
  readonly summary: string;
  readonly onDiscard: () => void;
}

function Behind({ summary, onDiscard }: BehindProps) {
  return (
    <Alert color="yellow" p="xs" role="status">
      The JSON has a fault, so this is the last condition that could be read. {summary}{' '}
      <button type="button" className={classes.link} onClick={onDiscard}>
        Go back to it
      </button>
    </Alert>
  );
}

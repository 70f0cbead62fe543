import {
  Button,
  Fieldset,
  Grid,
  NumberInput,
  Select,
  Stack,
  Switch,
  TagsInput,
  Text,
  TextInput,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { faultsByField } from '../../api/field-faults.js';
import type { FieldFault, ProblemError } from '../../api/problem.js';
import { useTenant } from '../../app/use-session.js';
import { ErrorState } from '../../ui/error-state.js';
import { ConditionEditor } from '../subscriptions/condition/condition-editor.js';
import type { PolicyDraft } from './policy-draft.js';
import { TargetsInput } from './targets-input.js';
import { TimeConditionsInput } from './time-conditions-input.js';
import { calendarsQuery } from './use-calendars.js';
import { WarningsInput } from './warnings-input.js';

interface PolicyFormProps {
  readonly initial: PolicyDraft;
  readonly isSaving: boolean;
  /** Why the last attempt to save it was refused. */
  readonly problem: ProblemError | null;
  readonly onSave: (draft: PolicyDraft) => void;
}

const FIELDS = [
  'name',
  'position',
  'condition',
  'targets',
  'calendar',
  'pauseStatuses',
  'warnings',
  'timeConditions',
];
const AROUND_THE_CLOCK = '';

/** An SLA policy as a form. */
export function PolicyForm({ initial, isSaving, problem, onSave }: PolicyFormProps) {
  const [draft, setDraft] = useState(initial);
  const [trouble, setTrouble] = useState<string | null>(null);
  const faults = problem === null ? null : faultsByField(problem, FIELDS);
  const change = (changed: Partial<PolicyDraft>) => setDraft({ ...draft, ...changed });
  const fault = (field: string) => faults?.byField[field];
  return (
    <form
      onSubmit={(submitted) => {
        submitted.preventDefault();
        if (trouble === null) onSave(draft);
      }}
    >
      <Stack maw={980}>
        {problem !== null && (faults?.rest.length !== 0 || problem.faults.length === 0) && (
          <ErrorState problem={problem} />
        )}
        <Basics draft={draft} change={change} fault={fault} />
        <Fieldset legend="Which tickets">
          <Text size="sm" c="dimmed" mb="xs">
            Without a condition it applies to every ticket that no policy before it applies to.
          </Text>
          <ConditionEditor
            value={draft.condition}
            onChange={(condition) => change({ condition })}
            faults={conditionFaults(problem)}
            onTrouble={setTrouble}
            none="No condition: the policy is for every ticket."
          />
        </Fieldset>
        <Fieldset legend="Promises, by priority">
          <TargetsInput value={draft.rows} onChange={(rows) => change({ rows })} />
          <Fault text={fault('targets')} />
        </Fieldset>
        <Fieldset legend="Warnings before the breach">
          <WarningsInput value={draft.warnings} onChange={(warnings) => change({ warnings })} />
          <Fault text={fault('warnings')} />
        </Fieldset>
        <Fieldset legend="Too long in a status">
          <TimeConditionsInput
            value={draft.timeConditions}
            onChange={(timeConditions) => change({ timeConditions })}
          />
          <Fault text={fault('timeConditions')} />
        </Fieldset>
        <Button type="submit" loading={isSaving} disabled={trouble !== null} w="fit-content">
          Save
        </Button>
      </Stack>
    </form>
  );
}

interface BasicsProps {
  readonly draft: PolicyDraft;
  readonly change: (changed: Partial<PolicyDraft>) => void;
  readonly fault: (field: string) => string | undefined;
}

function Basics({ draft, change, fault }: BasicsProps) {
  const calendars = useQuery(calendarsQuery(useTenant()));
  const known = calendars.data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? [];
  return (
    <Grid>
      <Grid.Col span={{ base: 12, sm: 6 }}>
        <TextInput
          label="Name"
          required
          value={draft.name}
          error={fault('name')}
          onChange={(typed) => change({ name: typed.currentTarget.value })}
        />
      </Grid.Col>
      <Grid.Col span={{ base: 6, sm: 3 }}>
        <NumberInput
          label="Position"
          description="The lowest that fits a ticket applies"
          min={0}
          value={draft.position}
          error={fault('position')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          onChange={(position) => change({ position: Number(position) })}
        />
      </Grid.Col>
      <Grid.Col span={{ base: 6, sm: 3 }}>
        <Switch
          label="In force"
          mt={30}
          checked={draft.status === 'active'}
          onChange={(set) => change({ status: set.currentTarget.checked ? 'active' : 'inactive' })}
        />
      </Grid.Col>
      <Grid.Col span={{ base: 12, sm: 6 }}>
        <Select
          label="Time that counts"
          data={[{ value: AROUND_THE_CLOCK, label: 'Around the clock' }, ...known]}
          value={draft.calendar ?? AROUND_THE_CLOCK}
          allowDeselect={false}
          error={fault('calendar')}
          onChange={(id) => change({ calendar: id === null || id === AROUND_THE_CLOCK ? null : id })}
        />
      </Grid.Col>
      <Grid.Col span={{ base: 12, sm: 6 }}>
        <TagsInput
          label="Statuses in which the clocks stand still"
          placeholder="pending"
          value={[...draft.pauseStatuses]}
          error={fault('pauseStatuses')}
          onChange={(pauseStatuses) => change({ pauseStatuses })}
        />
      </Grid.Col>
    </Grid>
  );
}

/** What is wrong within the condition, with pointers that begin there. */
function conditionFaults(problem: ProblemError | null): readonly FieldFault[] {
  const prefix = '/condition';
  return (problem?.faults ?? [])
    .filter(({ pointer }) => pointer.startsWith(prefix))
    .map(({ pointer, detail }) => ({ pointer: pointer.slice(prefix.length), detail }));
}

function Fault({ text }: { readonly text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <Text size="sm" c="red" role="alert" mt={4}>
      {text}
    </Text>
  );
}

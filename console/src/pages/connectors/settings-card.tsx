import { Button, Code, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { asProblem } from '../../api/problem.js';
import { useTenant } from '../../app/use-session.js';
import { Facts } from '../../ui/facts.js';
import { notifyDone } from '../../ui/notify.js';
import { draftOf, hasRowProblem, optionsBody, type Connector } from './connector-draft.js';
import { DraftFields, draftFaults, RestOfProblem } from './draft-fields.js';
import { KINDS } from './kinds.js';
import { usePatchConnector } from './use-connectors.js';

interface OfConnector {
  readonly connector: Connector;
}

/** The name and the options of a connector, to be changed. */
export function SettingsForm({ connector }: OfConnector) {
  const tenant = useTenant();
  const { kind } = connector;
  const [draft, setDraft] = useState(() => draftOf(kind, connector));
  const patch = usePatchConnector(tenant, connector, ({ name }) => notifyDone(`“${name}” is saved`));
  const problem = patch.isError ? asProblem(patch.error) : null;
  const save = () => patch.mutate({ name: draft.name.trim(), options: optionsBody(kind, draft) });
  return (
    <form
      onSubmit={(submitted) => {
        submitted.preventDefault();
        save();
      }}
    >
      <Stack>
        <RestOfProblem problem={problem} draft={draft} />
        <DraftFields kind={kind} draft={draft} onChange={setDraft} faults={draftFaults(problem, draft)} />
        <Group>
          <Button
            type="submit"
            loading={patch.isPending}
            disabled={draft.name.trim() === '' || hasRowProblem(draft)}
          >
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The options for those who may not change them. */
export function SettingsShown({ connector: { kind, options } }: OfConnector) {
  const facts = KINDS[kind].options.map(({ name, label }) => ({
    name: label,
    value: name in options ? <Code>{JSON.stringify(options[name])}</Code> : 'not set',
  }));
  return <Facts facts={facts} />;
}

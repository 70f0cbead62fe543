import { Button, CloseButton, Group, List, Paper, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconPlayerPause, IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import type { Subscription } from '../../../api/types.js';
import { confirm } from '../../../ui/confirm.js';
import { notifyDone, notifyProblem } from '../../../ui/notify.js';
import classes from './bulk-bar.module.css';
import { useBulk, type BulkAction, type BulkResult } from './use-bulk.js';

const DONE: Readonly<Record<BulkAction, string>> = {
  activate: 'activated',
  deactivate: 'deactivated',
  delete: 'deleted',
};
const NAMES_SHOWN = 5;

interface BulkBarProps {
  readonly tenant: string;
  readonly selected: readonly Subscription[];
  readonly onClear: () => void;
}

/** What can be done with the subscriptions that are ticked, at the lower edge of the window. */
export function BulkBar({ tenant, selected, onClear }: BulkBarProps) {
  const bulk = useBulk(tenant);
  const act = (action: BulkAction) => {
    const ids = selected.map(({ id }) => id);
    bulk.mutate(
      { action, ids },
      {
        onSuccess: (results) => {
          tellResults(action, results, selected);
          onClear();
        },
        onError: notifyProblem,
      },
    );
  };
  return (
    <Paper
      withBorder
      shadow="md"
      p="xs"
      className={classes.bar}
      role="region"
      aria-label="Selected subscriptions"
    >
      <Group gap="xs" justify="center">
        <Text size="sm" fw={600} px={4} aria-live="polite">
          {selected.length} selected
        </Text>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlayerPlay size={14} />}
          loading={bulk.isPending}
          onClick={() => act('activate')}
        >
          Activate
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlayerPause size={14} />}
          loading={bulk.isPending}
          onClick={() => askFirst(selected, 'Deactivate', () => act('deactivate'))}
        >
          Deactivate
        </Button>
        <Button
          size="xs"
          variant="light"
          color="red"
          leftSection={<IconTrash size={14} />}
          loading={bulk.isPending}
          onClick={() => askFirst(selected, 'Delete', () => act('delete'))}
        >
          Delete
        </Button>
        <CloseButton size="sm" aria-label="Clear the selection" onClick={onClear} />
      </Group>
    </Paper>
  );
}

const COSTS = {
  Deactivate:
    'Nothing more is sent; events meanwhile are not delivered later. Deliveries that wait are cancelled.',
  Delete: 'Deliveries that wait are cancelled. This cannot be taken back; the log of what was sent stays.',
} as const;

function askFirst(selected: readonly Subscription[], verb: keyof typeof COSTS, onConfirm: () => void): void {
  const what = selected.length === 1 ? '1 subscription' : `${selected.length} subscriptions`;
  const names = selected.slice(0, NAMES_SHOWN).map(({ name }) => `“${name}”`);
  const more = selected.length - names.length;
  confirm({
    title: `${verb} ${what}?`,
    text: `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}. ${COSTS[verb]}`,
    confirm: `${verb} ${what}`,
    onConfirm,
  });
}

function tellResults(
  action: BulkAction,
  results: readonly BulkResult[],
  selected: readonly Subscription[],
): void {
  const failed = results.filter((result) => !result.ok);
  const done = results.length - failed.length;
  if (done > 0) notifyDone(`${done} ${done === 1 ? 'subscription' : 'subscriptions'} ${DONE[action]}`);
  if (failed.length === 0) return;
  const names = new Map(selected.map(({ id, name }) => [id, name]));
  modals.open({
    title: `${failed.length} could not be ${DONE[action]}`,
    children: (
      <List size="sm">
        {failed.map(({ id, detail }) => (
          <List.Item key={id}>
            <b>{names.get(id) ?? id}</b>: {detail}
          </List.Item>
        ))}
      </List>
    ),
  });
}

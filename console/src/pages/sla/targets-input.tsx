import { ActionIcon, Button, Table, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { DurationField } from './duration-field.js';
import { DEFAULT_PRIORITY, NO_PROMISE, TARGETS, type PriorityRow, type TargetKey } from './policy-draft.js';

interface TargetsInputProps {
  readonly value: readonly PriorityRow[];
  readonly onChange: (rows: readonly PriorityRow[]) => void;
}

/** What is promised, by priority. */
export function TargetsInput({ value, onChange }: TargetsInputProps) {
  const set = (index: number, change: Partial<PriorityRow>) =>
    onChange(value.map((row, at) => (at === index ? { ...row, ...change } : row)));
  return (
    <>
      <Table.ScrollContainer minWidth={520}>
        <Table verticalSpacing={6} withRowBorders={false}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Priority</Table.Th>
              {TARGETS.map(({ key, label }) => (
                <Table.Th key={key}>{label}</Table.Th>
              ))}
              <Table.Td />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {value.map((row, index) => (
              <Row
                // oxlint-disable-next-line react/no-array-index-key -- a priority changes while it is typed
                key={index}
                row={row}
                onChange={(change) => set(index, change)}
                onRemove={() => onChange(value.filter((_, at) => at !== index))}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Button
        size="xs"
        variant="default"
        mt="xs"
        leftSection={<IconPlus size={14} />}
        onClick={() => onChange([...value, { priority: '', targets: NOTHING }])}
      >
        Add a priority
      </Button>
      <Text size="xs" c="dimmed" mt="xs">
        An empty cell is as by default; &quot;{NO_PROMISE}&quot; is no promise at all.
      </Text>
    </>
  );
}

const NOTHING: PriorityRow['targets'] = { firstResponse: '', nextResponse: '', resolution: '' };

interface RowProps {
  readonly row: PriorityRow;
  readonly onChange: (change: Partial<PriorityRow>) => void;
  readonly onRemove: () => void;
}

function Row({ row, onChange, onRemove }: RowProps) {
  const isDefault = row.priority === DEFAULT_PRIORITY;
  const name = isDefault ? 'all others' : row.priority || 'new priority';
  const setTarget = (key: TargetKey, iso: string) => onChange({ targets: { ...row.targets, [key]: iso } });
  return (
    <Table.Tr>
      <Table.Td>
        {isDefault ? (
          <Text size="sm">all others</Text>
        ) : (
          <TextInput
            size="xs"
            aria-label="Priority (its slug)"
            placeholder="high"
            value={row.priority}
            onChange={(typed) => onChange({ priority: typed.currentTarget.value })}
          />
        )}
      </Table.Td>
      {TARGETS.map(({ key, label }) => (
        <Table.Td key={key}>
          <DurationField
            aria-label={`${label} for ${name}`}
            placeholder={isDefault ? 'no promise' : 'as by default'}
            word={isDefault ? undefined : NO_PROMISE}
            value={row.targets[key]}
            onChange={(iso) => setTarget(key, iso)}
          />
        </Table.Td>
      ))}
      <Table.Td w={40}>
        {!isDefault && (
          <ActionIcon variant="subtle" color="gray" aria-label={`Remove ${name}`} onClick={onRemove}>
            <IconTrash size={15} />
          </ActionIcon>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

import { Badge, Button, Stack, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { Instant } from '../../ui/instant.js';
import type { Column } from '../../ui/record-table.js';
import { AuditTarget } from './audit-target.js';
import { actorName, doneIn, spokenValue, type AuditEntry } from './audit-words.js';

/** What the audit log shows of each entry. */
export const AUDIT_COLUMNS: readonly Column<AuditEntry>[] = [
  {
    key: 'what',
    header: 'Who did what',
    width: 'minmax(0, 1fr)',
    cell: (entry) => <What entry={entry} />,
  },
  {
    key: 'from',
    header: 'From',
    width: '140px',
    hiddenBelow: 'tablet',
    cell: ({ ip }) => (
      <Text size="sm" c="dimmed" truncate>
        {ip ?? 'within'}
      </Text>
    ),
  },
  {
    key: 'when',
    header: 'When',
    width: '110px',
    hiddenBelow: 'phone',
    cell: ({ at }) => <Instant at={at} />,
  },
];

interface OfEntry {
  readonly entry: AuditEntry;
}

function What({ entry }: OfEntry) {
  const { actor, operation, changes, result, userAgent } = entry;
  const [isOpen, { toggle }] = useDisclosure(false);
  const count = Object.keys(changes).length;
  return (
    <Stack gap={4} py={4}>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        <Text span size="sm" fw={600}>
          {actorName(actor)}
        </Text>{' '}
        {doneIn(operation)} <AuditTarget entry={entry} />{' '}
        {result === 'failed' && (
          <Badge variant="light" color="red" tt="none" size="sm">
            failed
          </Badge>
        )}
      </Text>
      <Text size="xs" c="dimmed" hiddenFrom="sm">
        <Instant at={entry.at} />
      </Text>
      {count > 0 && (
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          w="fit-content"
          aria-expanded={isOpen}
          onClick={toggle}
          leftSection={isOpen ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
        >
          {count === 1 ? '1 change' : `${count} changes`}
        </Button>
      )}
      {isOpen && <Changes entry={entry} />}
      {isOpen && userAgent !== null && (
        <Text size="xs" c="dimmed">
          With {userAgent}
        </Text>
      )}
    </Stack>
  );
}

const wrapped = { overflowWrap: 'anywhere' } as const;

function Changes({ entry: { changes } }: OfEntry) {
  return (
    <Table layout="fixed" withTableBorder fz="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="24%">Field</Table.Th>
          <Table.Th>Before</Table.Th>
          <Table.Th>After</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {Object.entries(changes).map(([field, { before, after }]) => (
          <Table.Tr key={field}>
            <Table.Td fw={600} style={wrapped}>
              {field}
            </Table.Td>
            <Table.Td style={wrapped}>{spokenValue(before)}</Table.Td>
            <Table.Td style={wrapped}>{spokenValue(after)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

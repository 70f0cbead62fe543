import { Anchor, Badge, Card, Group, Stack, Table, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { SlaPolicy } from '../../api/types.js';
import { useTenant } from '../../app/use-session.js';
import { ConditionView } from '../subscriptions/condition/condition-view.js';
import { textOfIso } from './duration-text.js';
import { DEFAULT_PRIORITY, NO_PROMISE, rowsOf, TARGETS, type PriorityRow } from './policy-draft.js';

interface PolicyCardProps {
  readonly policy: SlaPolicy;
  /** Name of its calendar. */
  readonly calendar: string | undefined;
}

/** A policy at a glance: for which tickets, what is promised, when. */
export function PolicyCard({ policy, calendar }: PolicyCardProps) {
  const tenant = useTenant();
  return (
    <Card withBorder component="article" aria-label={policy.name}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Group gap="xs">
            <Title order={2} size="h4">
              <Anchor
                inherit
                renderRoot={(props) => (
                  <Link to="/t/$tenant/sla/policies/$id" params={{ tenant, id: policy.id }} {...props} />
                )}
              >
                {policy.name}
              </Anchor>
            </Title>
            <Badge color={policy.status === 'active' ? 'green' : 'gray'} variant="light" tt="none">
              {policy.status === 'active' ? 'in force' : 'not in force'}
            </Badge>
          </Group>
          <Text size="sm" c="dimmed">
            position {policy.position} ·{' '}
            {policy.calendar === null ? 'around the clock' : (calendar ?? policy.calendar)}
          </Text>
        </Group>
        {policy.condition === null ? (
          <Text size="sm">Every ticket</Text>
        ) : (
          <ConditionView condition={policy.condition} />
        )}
        <Targets policy={policy} />
        <Text size="xs" c="dimmed">
          {footnotes(policy).join(' · ')}
        </Text>
      </Stack>
    </Card>
  );
}

function Targets({ policy }: { readonly policy: SlaPolicy }) {
  const rows = namedFirst(rowsOf(policy.targets));
  const shown = TARGETS.filter(({ key }) => rows.some(({ targets }) => targets[key] !== ''));
  if (shown.length === 0)
    return (
      <Text size="sm" c="dimmed">
        No promise yet.
      </Text>
    );
  return (
    <Table fz="sm" withTableBorder>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Priority</Table.Th>
          {shown.map(({ key, label }) => (
            <Table.Th key={key}>{label}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ priority, targets }) => (
          <Table.Tr key={priority}>
            <Table.Th scope="row" fw={500}>
              {priority === DEFAULT_PRIORITY ? 'all others' : priority}
            </Table.Th>
            {shown.map(({ key }) => (
              <Table.Td key={key}>{cellText(targets[key], priority)}</Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** `all others` only says something after those that are named. */
const namedFirst = (rows: readonly PriorityRow[]): readonly PriorityRow[] =>
  rows.toSorted((a, b) => Number(a.priority === DEFAULT_PRIORITY) - Number(b.priority === DEFAULT_PRIORITY));

function cellText(target: string, priority: string): string {
  if (target === NO_PROMISE) return 'no promise';
  if (target === '') return priority === DEFAULT_PRIORITY ? 'no promise' : 'as all others';
  return textOfIso(target);
}

function footnotes({ pauseStatuses, warnings, timeConditions }: SlaPolicy): readonly string[] {
  const warned = warnings.map((warning) =>
    'percent' in warning ? `at ${warning.percent} %` : `${textOfIso(warning.before)} before`,
  );
  return [
    pauseStatuses.length === 0 ? 'never pauses' : `pauses while ${pauseStatuses.join(', ')}`,
    warned.length === 0 ? 'no warning' : `warns ${warned.join(', ')}`,
    ...timeConditions.map(({ statuses, after }) => `tells of ${textOfIso(after)} in ${statuses.join(', ')}`),
  ];
}

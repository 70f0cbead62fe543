import { Alert, Badge, Group, List, Paper, Skeleton, Table, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { count } from '../../ui/format.js';
import { Instant } from '../../ui/instant.js';
import type { Ledger } from './use-overview.js';

/** The books: every event and delivery is somewhere, and the figure that says so. */
export function LedgerCard({ ledger }: { readonly ledger: Ledger | undefined }) {
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="ledger">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h5" id="ledger">
          Ledger
        </Title>
        {ledger !== undefined && <Unexplained figure={ledger.unexplained} />}
      </Group>
      {ledger === undefined ? <Skeleton h={260} /> : <Books ledger={ledger} />}
    </Paper>
  );
}

const times = (number: number): string => (number === 1 ? 'once' : `${count(number)} times`);

function Unexplained({ figure }: { readonly figure: number }) {
  const isWell = figure === 0;
  return (
    <Badge
      color={isWell ? 'green' : 'red'}
      variant="light"
      tt="none"
      size="lg"
      leftSection={isWell ? <IconCircleCheck size={14} /> : <IconAlertTriangle size={14} />}
    >
      {count(figure)} unexplained
    </Badge>
  );
}

function Books({ ledger }: { readonly ledger: Ledger }) {
  return (
    <>
      <Table withRowBorders={false} verticalSpacing={3} fz="sm">
        <Table.Tbody>
          <Line what="Events accepted" figure={ledger.accepted} isSum />
          <Line what="evaluated" figure={ledger.evaluated} />
          <Line what="waiting for evaluation" figure={ledger.waiting} />
          <Line what="Deliveries made" figure={ledger.deliveries} isSum />
          <Line what="delivered" figure={ledger.delivered} />
          <Line what="pending or retrying" figure={ledger.pending} />
          <Line what="dead" figure={ledger.dead} />
          <Line what="cancelled" figure={ledger.cancelled} />
        </Table.Tbody>
      </Table>
      <Text size="xs" c="dimmed" mt="xs">
        A condition, throttle or dialect said no {times(ledger.filtered)}; {count(ledger.duplicates)}{' '}
        {ledger.duplicates === 1 ? 'event' : 'events'} came twice. Books closed{' '}
        {ledger.asOf === null ? 'never yet' : <Instant at={ledger.asOf} />}.
      </Text>
      {ledger.unexplained > 0 && <Missing ledger={ledger} />}
    </>
  );
}

interface LineProps {
  readonly what: string;
  readonly figure: number;
  /** A total, of which the lines below are the parts. */
  readonly isSum?: boolean;
}

function Line({ what, figure, isSum = false }: LineProps) {
  return (
    <Table.Tr fw={isSum ? 600 : undefined}>
      <Table.Th scope="row" fw="inherit" pl={isSum ? 0 : 'md'}>
        {what}
      </Table.Th>
      <Table.Td ta="right">{count(figure)}</Table.Td>
    </Table.Tr>
  );
}

const SHOWN = 5;

function Missing({ ledger: { unexplained, unexplainedItems } }: { readonly ledger: Ledger }) {
  return (
    <Alert color="red" mt="sm" title="Nobody knows where these are: tell your operator">
      <List size="sm">
        {unexplainedItems.slice(0, SHOWN).map(({ what, id, why, since }) => (
          <List.Item key={id}>
            {what} <code>{id}</code>: {why} (<Instant at={since} />)
          </List.Item>
        ))}
      </List>
      {unexplained > SHOWN && <Text size="sm">… and {count(unexplained - SHOWN)} more.</Text>}
    </Alert>
  );
}

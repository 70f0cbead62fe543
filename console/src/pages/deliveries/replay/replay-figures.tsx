import { List, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Replay } from '../../../api/types.js';
import { useTenant } from '../../../app/use-session.js';
import { count } from '../../../ui/format.js';
import { skipWords } from './replay-words.js';

/** What became of everything that was selected. */
export function ReplayFigures({ replay }: { readonly replay: Replay }) {
  const { selected, replayed, skipped, failed, skippedBy, failures } = replay;
  return (
    <Stack gap="lg">
      <SimpleGrid component="dl" cols={{ base: 2, sm: 4 }} m={0}>
        <Figure label="Selected" value={selected} />
        <Figure label="Sent again" value={replayed} />
        <Figure label="Skipped" value={skipped} />
        <Figure label="Failed" value={failed} />
      </SimpleGrid>
      {skipped > 0 && (
        <section>
          <Title order={2} size="h4" mb="xs">
            Why some were skipped
          </Title>
          <List size="sm">
            {Object.entries(skippedBy).map(([reason, number]) => (
              <List.Item key={reason}>
                {count(number)}: {skipWords(reason)}
              </List.Item>
            ))}
          </List>
        </section>
      )}
      {failures.length > 0 && (
        <Failures failures={failures} isAll={failures.length === failed} kind={replay.kind} />
      )}
    </Stack>
  );
}

function Figure({ label, value }: { readonly label: string; readonly value: number }) {
  return (
    <Paper withBorder p="md">
      <Text component="dt" size="xs" c="dimmed">
        {label}
      </Text>
      <Text component="dd" m={0} size="xl" fw={650}>
        {count(value)}
      </Text>
    </Paper>
  );
}

interface FailuresProps extends Pick<Replay, 'failures' | 'kind'> {
  readonly isAll: boolean;
}

function Failures({ failures, isAll, kind }: FailuresProps) {
  const tenant = useTenant();
  const to = kind === 'deliveries' ? '/t/$tenant/deliveries/$id' : '/t/$tenant/dead-letters/$id';
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        {isAll ? 'What failed' : 'The first that failed'}
      </Title>
      <List size="sm">
        {failures.map(({ id, detail }) => (
          <List.Item key={id}>
            <Link to={to} params={{ tenant, id }}>
              {id}
            </Link>
            : {detail}
          </List.Item>
        ))}
      </List>
    </section>
  );
}

import { Anchor, Group, Paper, Progress, Skeleton, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useSubscriptionNames } from '../../api/subscription-names.js';
import { useTenant } from '../../app/use-session.js';
import { count, percent } from '../../ui/format.js';
import { Instant } from '../../ui/instant.js';
import type { Overview } from './use-overview.js';

/** The endpoints whose attempts failed most often. */
export function WorstEndpoints({ overview }: { readonly overview: Overview | undefined }) {
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="worst">
      <Title order={2} size="h5" mb="sm" id="worst">
        Endpoints that fail most
      </Title>
      {overview === undefined ? <Skeleton h={180} /> : <Endpoints overview={overview} />}
    </Paper>
  );
}

function Endpoints({ overview: { worstEndpoints, attempts, from } }: { readonly overview: Overview }) {
  const tenant = useTenant();
  const names = useSubscriptionNames(tenant);
  if (worstEndpoints.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {attempts.count === 0 ? 'No attempt was made in this time.' : 'Every attempt succeeded.'}
      </Text>
    );
  return (
    <Stack gap="sm">
      {worstEndpoints.map(({ subscriptionId, url, count: made, failures, lastError, lastAt }) => (
        <Stack gap={3} key={`${subscriptionId} ${url}`}>
          <Group justify="space-between" wrap="nowrap" gap="sm">
            <Anchor
              size="sm"
              fw={600}
              truncate
              renderRoot={(props) => (
                <Link
                  to="/t/$tenant/deliveries"
                  params={{ tenant }}
                  search={{ subscription: subscriptionId, url, from }}
                  {...props}
                />
              )}
            >
              {names.get(subscriptionId) ?? subscriptionId}
            </Anchor>
            <Text size="xs" style={{ whiteSpace: 'nowrap' }}>
              {percent(failures, made)} of {count(made)} failed
            </Text>
          </Group>
          <Progress
            value={(100 * failures) / made}
            color="red"
            size="sm"
            aria-label={`Share of failed attempts at ${url}`}
          />
          <Group justify="space-between" wrap="nowrap" gap="sm">
            <Text size="xs" c="dimmed" truncate title={lastError ?? url}>
              {url} · {lastError ?? 'answered with an error'}
            </Text>
            <Text size="xs" c="dimmed" component="div" style={{ whiteSpace: 'nowrap' }}>
              last attempt <Instant at={lastAt} />
            </Text>
          </Group>
        </Stack>
      ))}
    </Stack>
  );
}

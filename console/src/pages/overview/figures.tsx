import { Anchor, Paper, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTenant } from '../../app/use-session.js';
import { count, duration, percent } from '../../ui/format.js';
import { Instant } from '../../ui/instant.js';
import type { Overview } from './use-overview.js';

/** The figures that tell at a glance whether all is well. */
export function Figures({ overview }: { readonly overview: Overview | undefined }) {
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="sm">
      {overview === undefined ? (
        Array.from({ length: 6 }, (_, index) => <Skeleton key={index} h={98} />)
      ) : (
        <Shown overview={overview} />
      )}
    </SimpleGrid>
  );
}

function Shown({ overview }: { readonly overview: Overview }) {
  const tenant = useTenant();
  const { attempts, deliveries, events, oldestOpen, sla, from } = overview;
  return (
    <>
      <Figure label="Events accepted" value={count(events.accepted)}>
        {count(deliveries.made)} deliveries made
      </Figure>
      <Figure
        label="Attempts that succeeded"
        value={percent(attempts.successes, attempts.count)}
        isBad={attempts.failures > attempts.successes}
      >
        {count(attempts.failures)} of {count(attempts.count)} failed
      </Figure>
      <Figure label="Response time, p95" value={attempts.p95Ms === null ? '–' : duration(attempts.p95Ms)}>
        {attempts.averageMs === null ? 'No attempt yet' : `${duration(attempts.averageMs)} on average`}
      </Figure>
      <Figure label="Waiting or retrying" value={count(deliveries.open)}>
        {oldestOpen === null ? (
          'Nothing waits'
        ) : (
          <Anchor
            size="xs"
            renderRoot={(props) => (
              <Link
                to="/t/$tenant/deliveries/$id"
                params={{ tenant, id: oldestOpen.deliveryId }}
                {...props}
              />
            )}
          >
            Oldest: <Instant at={oldestOpen.createdAt} />
          </Anchor>
        )}
      </Figure>
      <Figure label="Dead" value={count(deliveries.dead)} isBad={deliveries.dead > 0}>
        {deliveries.dead === 0 ? (
          'None gave up'
        ) : (
          <Anchor
            size="xs"
            renderRoot={(props) => (
              <Link
                to="/t/$tenant/deliveries"
                params={{ tenant }}
                search={{ status: 'dead', from }}
                {...props}
              />
            )}
          >
            See which
          </Anchor>
        )}
      </Figure>
      <Figure label="SLA breaches" value={count(sla.breached)} isBad={sla.breached > 0}>
        {count(sla.warned)} warnings
      </Figure>
    </>
  );
}

interface FigureProps {
  readonly label: string;
  readonly value: string;
  readonly isBad?: boolean;
  readonly children: ReactNode;
}

function Figure({ label, value, isBad = false, children }: FigureProps) {
  return (
    <Paper withBorder p="sm" mih={98}>
      <Stack gap={2}>
        <Text size="xs" c="dimmed">
          {label}
        </Text>
        <Text
          fz={24}
          fw={650}
          lh={1.3}
          c={isBad ? 'light-dark(var(--mantine-color-red-8), var(--mantine-color-red-4))' : undefined}
        >
          {value}
        </Text>
        <Text size="xs" c="dimmed" component="div">
          {children}
        </Text>
      </Stack>
    </Paper>
  );
}

import { Anchor, Group, Skeleton, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { asProblem } from '../../../api/problem.js';
import type { Delivery } from '../../../api/types.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Instant } from '../../../ui/instant.js';
import { StatusBadge } from '../../../ui/status-badge.js';
import { shortUrl } from '../list/summaries.js';
import { Card } from '../../../ui/card.js';
import classes from './latest-card.module.css';
import { useLatest } from './use-detail.js';

interface LatestCardProps {
  readonly tenant: string;
  readonly id: string;
}

/** The newest deliveries of a subscription, kept up to date. */
export function LatestCard({ tenant, id }: LatestCardProps) {
  const latest = useLatest(tenant, id);
  return (
    <Card
      title="Latest deliveries"
      side={
        <Anchor
          size="sm"
          renderRoot={(props) => (
            <Link to="/t/$tenant/deliveries" params={{ tenant }} search={{ subscription: id }} {...props} />
          )}
        >
          All of them
        </Anchor>
      }
    >
      {latest.isError && latest.data === undefined ? (
        <ErrorState problem={asProblem(latest.error)} onRetry={() => void latest.refetch()} />
      ) : (
        <Rows tenant={tenant} rows={latest.data?.items} />
      )}
    </Card>
  );
}

interface RowsProps {
  readonly tenant: string;
  readonly rows: readonly Delivery[] | undefined;
}

function Rows({ tenant, rows }: RowsProps) {
  if (rows === undefined) return <Skeleton h={200} />;
  if (rows.length === 0)
    return (
      <Text size="sm" c="dimmed">
        Nothing has been sent yet. Deliveries appear here as they are made.
      </Text>
    );
  return (
    <Stack gap={0} component="ul" className={classes.list}>
      {rows.map((delivery) => (
        <li key={delivery.id} className={classes.row}>
          <StatusBadge status={delivery.status} />
          <div className={classes.what}>
            <Anchor
              size="sm"
              fw={600}
              c="inherit"
              renderRoot={(props) => (
                <Link to="/t/$tenant/deliveries/$id" params={{ tenant, id: delivery.id }} {...props} />
              )}
            >
              {delivery.trigger ?? delivery.type}
              {delivery.ticketId !== null && ` · #${delivery.ticketId}`}
            </Anchor>
            <Text size="xs" c="dimmed" truncate>
              {shortUrl(delivery.url)}
            </Text>
          </div>
          <Group gap={8} wrap="nowrap" className={classes.when}>
            <Text size="xs">{answerOf(delivery)}</Text>
            <Instant at={delivery.updatedAt} />
          </Group>
        </li>
      ))}
    </Stack>
  );
}

function answerOf({ attemptCount, lastResponseCode }: Delivery): string {
  if (attemptCount === 0) return '';
  const answer = lastResponseCode === null ? 'no answer' : String(lastResponseCode);
  return attemptCount === 1 ? answer : `${answer}, attempt ${attemptCount}`;
}

import { Badge, Tooltip } from '@mantine/core';
import type { Subscription } from '../../../api/types.js';
import { standingLabel, standingOf } from './standing.js';
import type { Health } from './use-list.js';

const COLOURS = {
  active: 'green',
  failing: 'red',
  inactive: 'gray',
  partly: 'orange',
  disabled: 'red',
} as const;

interface StandingBadgeProps {
  readonly subscription: Subscription;
  /** How it fared; absent or null: not known. */
  readonly health: Health | null | undefined;
}

/** Whether a subscription sends, and whether it arrives: a word, its colour only helps. */
export function StandingBadge({ subscription, health }: StandingBadgeProps) {
  const standing = standingOf(subscription, health?.buckets);
  const badge = (
    <Badge color={COLOURS[standing.kind]} variant="light" tt="none" fw={600}>
      {standingLabel(standing)}
    </Badge>
  );
  if (!('reason' in standing)) return badge;
  return (
    <Tooltip label={standing.reason} multiline maw={340} withArrow>
      {badge}
    </Tooltip>
  );
}

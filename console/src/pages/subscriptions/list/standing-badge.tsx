import { Badge, Tooltip } from '@mantine/core';
import type { Subscription } from '../../../api/types.js';
import { standingLabel, standingOf } from './standing.js';

const COLOURS = { active: 'green', inactive: 'gray', partly: 'orange', disabled: 'red' } as const;

/** Whether a subscription sends: a word, its colour only helps. */
export function StandingBadge({ subscription }: { readonly subscription: Subscription }) {
  const standing = standingOf(subscription);
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

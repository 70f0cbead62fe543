import { Badge } from '@mantine/core';
import type { DeliveryStatus } from '../api/types.js';

const COLOURS: Readonly<Record<DeliveryStatus, string>> = {
  pending: 'blue',
  retrying: 'orange',
  delivered: 'green',
  dead: 'red',
  cancelled: 'gray',
};

/** What has become of a delivery: a word, its colour only helps. */
export function StatusBadge({ status }: { readonly status: DeliveryStatus }) {
  return (
    <Badge color={COLOURS[status]} variant="light" tt="none" fw={600}>
      {status}
    </Badge>
  );
}

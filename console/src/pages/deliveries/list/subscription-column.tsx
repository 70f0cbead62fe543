import { Text } from '@mantine/core';
import type { Column } from '../../../ui/record-table.js';
import { UrlText } from './url-text.js';

/** Where a delivery goes: the subscription by its name, and the URL. `nameOf` tells the names of subscriptions. */
export function subscriptionColumn<Row extends { readonly subscriptionId: string; readonly url: string }>(
  nameOf: (id: string) => string,
): Column<Row> {
  return {
    key: 'to',
    header: 'Subscription',
    width: 'minmax(0, 1.8fr)',
    hiddenBelow: 'phone',
    cell: ({ subscriptionId, url }) => (
      <>
        <Text size="sm" truncate>
          {nameOf(subscriptionId)}
        </Text>
        <UrlText url={url} />
      </>
    ),
  };
}

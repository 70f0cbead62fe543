import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Card } from '../../ui/card.js';
import { Instant } from '../../ui/instant.js';
import type { Connector } from './connector-draft.js';
import { OutcomeBadge } from './outcome-badge.js';
import { connectorRequestsQuery } from './use-connectors.js';

/** What came in last: whether the helpdesk sends at all, and why what it sends is not taken. */
export function RequestsCard({
  tenant,
  connector,
}: {
  readonly tenant: string;
  readonly connector: Connector;
}) {
  const { data = connector.lastRequests } = useQuery(connectorRequestsQuery(tenant, connector.id));
  return (
    <Card title="Last requests">
      {data.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nothing has come yet.
        </Text>
      ) : (
        <Stack gap="sm">
          {data.map(({ outcome, at, detail }) => (
            <div key={outcome}>
              <Group gap="xs">
                <OutcomeBadge outcome={outcome} />
                <Text size="sm" c="dimmed">
                  <Instant at={at} />
                </Text>
              </Group>
              <Text size="sm" mt={4} style={{ overflowWrap: 'anywhere' }}>
                {detail}
              </Text>
            </div>
          ))}
        </Stack>
      )}
    </Card>
  );
}

import { Anchor, Code, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Subscription } from '../../../api/types.js';
import { useTenant } from '../../../app/use-session.js';
import { Card } from '../../../ui/card.js';
import { CopyButton } from '../../../ui/copy-button.js';
import { Facts } from '../../../ui/facts.js';
import { Instant } from '../../../ui/instant.js';
import { labelTexts } from '../list/list-search.js';

/** What it is called elsewhere, and since when it is there. */
export function AboutCard({
  subscription: { id, key, labels, createdAt, updatedAt },
}: {
  readonly subscription: Subscription;
}) {
  return (
    <Card title="About">
      <Facts
        facts={[
          {
            name: 'Id',
            value: (
              <Group gap={2} wrap="nowrap">
                <Text size="xs" ff="monospace">
                  {id}
                </Text>
                <CopyButton value={id} what="id" />
              </Group>
            ),
          },
          ...(key === null ? [] : [{ name: 'Key', value: <Code>{key}</Code> }]),
          ...(Object.keys(labels).length === 0
            ? []
            : [{ name: 'Labels', value: <Labels labels={labels} /> }]),
          { name: 'Created', value: <Instant at={createdAt} full /> },
          { name: 'Changed', value: <Instant at={updatedAt} full /> },
        ]}
      />
    </Card>
  );
}

/** Each leads to all subscriptions that have it. */
function Labels({ labels }: Pick<Subscription, 'labels'>) {
  const tenant = useTenant();
  return (
    <Group gap={6}>
      {labelTexts(labels).map((label) => (
        <Anchor
          key={label}
          size="sm"
          ff="monospace"
          renderRoot={(props) => (
            <Link to="/t/$tenant/subscriptions" params={{ tenant }} search={{ label }} {...props} />
          )}
        >
          {label}
        </Anchor>
      ))}
    </Group>
  );
}

import { Alert, Button, Group, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Subscription } from '../../../api/types.js';
import { SecretValue } from '../../../ui/secret-value.js';

interface NotesProps {
  readonly tenant: string;
  readonly subscription: Subscription;
  /** It has just been created. */
  readonly isNew: boolean;
}

/** What somebody who opens the page should know first. */
export function Notes({ tenant, subscription, isNew }: NotesProps) {
  const { warnings } = subscription;
  if (!isNew && warnings.length === 0) return null;
  return (
    <Stack mb="md" gap="sm">
      {isNew && <Created tenant={tenant} subscription={subscription} />}
      {warnings.length > 0 && (
        <Alert color="orange" icon={<IconAlertTriangle size={18} />} title="Worth a look">
          <List size="sm">
            {warnings.map((warning) => (
              <List.Item key={warning}>{sentence(warning)}</List.Item>
            ))}
          </List>
        </Alert>
      )}
    </Stack>
  );
}

function Created({ tenant, subscription }: Omit<NotesProps, 'isNew'>) {
  const { id, secret, status } = subscription;
  return (
    <Alert color="green" icon={<IconCircleCheck size={18} />} title="The subscription was created">
      <Stack gap="xs">
        {secret !== null && (
          <>
            <Text size="sm">Give the receiver this secret, with which it verifies the signatures:</Text>
            <SecretValue secret={secret} isShownAtFirst />
          </>
        )}
        {status === 'inactive' && (
          <Text size="sm">It is inactive: nothing is sent until you activate it.</Text>
        )}
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            renderRoot={(props) => (
              <Link
                to="/t/$tenant/subscriptions/$id"
                params={{ tenant, id }}
                search={{ tab: 'test' }}
                {...props}
              />
            )}
          >
            Send a test
          </Button>
          <Button
            size="xs"
            variant="default"
            renderRoot={(props) => (
              <Link
                to="/t/$tenant/subscriptions/$id"
                params={{ tenant, id }}
                search={{ tab: 'verify' }}
                {...props}
              />
            )}
          >
            Write the receiver
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

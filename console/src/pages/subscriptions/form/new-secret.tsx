import { Button, Code, Group, Stack, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { CopyButton } from '../../../ui/copy-button.js';
import type { ShownSubscription } from './draft.js';

const MODAL = 'new-secret';

/** Shows what a new subscription signs with, over the subscription's page, while the receiver is about to be set up. */
export function showNewSecret({ name, secret, secretSource }: ShownSubscription): void {
  if (secret === null || secretSource !== 'own') return;
  modals.open({
    modalId: MODAL,
    title: `“${name}” is set up`,
    centered: true,
    size: 'lg',
    children: (
      <Stack>
        <Text size="sm">
          Its receiver needs this signing secret to verify requests. Treat it like a password.
        </Text>
        <Group wrap="nowrap" gap="xs">
          <Code block flex={1} style={{ wordBreak: 'break-all', whiteSpace: 'pre-wrap' }}>
            {secret}
          </Code>
          <CopyButton value={secret} what="signing secret" />
        </Group>
        <Text size="sm" c="dimmed">
          Whoever may configure subscriptions finds it again on this page.
        </Text>
        <Group justify="flex-end">
          <Button onClick={() => modals.close(MODAL)}>Done</Button>
        </Group>
      </Stack>
    ),
  });
}

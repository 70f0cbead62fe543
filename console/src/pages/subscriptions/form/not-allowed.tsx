import { IconLock } from '@tabler/icons-react';
import { Text } from '@mantine/core';
import { EmptyState } from '../../../ui/empty-state.js';

/** For readers who came here by a link: their role does not configure subscriptions. */
export function NotAllowed() {
  return (
    <EmptyState icon={IconLock} title="Your key may not change subscriptions">
      <Text size="sm">Sign in with a key of the role editor or admin, or ask somebody who has one.</Text>
    </EmptyState>
  );
}

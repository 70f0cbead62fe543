import { IconLock } from '@tabler/icons-react';
import { Text } from '@mantine/core';
import { EmptyState } from './empty-state.js';

/** For readers who came here by a link: their role does not change these. */
export function NotAllowed({ what }: { readonly what: string }) {
  return (
    <EmptyState icon={IconLock} title={`Your key may not change ${what}`}>
      <Text size="sm">Sign in with a key of the role editor or admin, or ask somebody who has one.</Text>
    </EmptyState>
  );
}

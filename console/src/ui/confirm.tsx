import { Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import type { ReactNode } from 'react';

interface Question {
  readonly title: string;
  /** What will happen, and whether it can be taken back. */
  readonly text: ReactNode;
  /** The verb on the button: `Delete 3 subscriptions`. */
  readonly confirm: string;
  readonly isDangerous?: boolean;
  readonly onConfirm: () => void;
}

/** Asks before something that cannot be taken back. */
export function confirm({ title, text, confirm: verb, isDangerous = true, onConfirm }: Question): void {
  modals.openConfirmModal({
    title,
    children: (
      <Text size="sm" component="div">
        {text}
      </Text>
    ),
    labels: { confirm: verb, cancel: 'Cancel' },
    confirmProps: isDangerous ? { color: 'red' } : {},
    onConfirm,
    centered: true,
  });
}

import { Stack, ThemeIcon, Title, type TitleOrder } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

interface EmptyStateProps {
  readonly icon: Icon;
  readonly title: string;
  /** What to do next: a sentence and, where it helps, a button. */
  readonly children?: ReactNode;
  readonly headingOrder?: TitleOrder;
}

/** In the place of what is not there: says so, and what to do next. */
export function EmptyState({ icon: Icon, title, children, headingOrder = 2 }: EmptyStateProps) {
  return (
    <Stack align="center" gap="sm" py={48} px="md" className={classes.root}>
      <ThemeIcon size={52} radius="xl" variant="light" color="gray">
        <Icon size={26} stroke={1.6} aria-hidden />
      </ThemeIcon>
      <Title order={headingOrder} size="h4">
        {title}
      </Title>
      {children}
    </Stack>
  );
}

import { Group, Paper, Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';

interface CardProps {
  readonly title: string;
  /** On the right of the title. */
  readonly side?: ReactNode;
  readonly children: ReactNode;
}

/** One subject of a page. */
export function Card({ title, side, children }: CardProps) {
  const id = useId();
  return (
    <Paper withBorder p="md" component="section" aria-labelledby={id}>
      <Group justify="space-between" mb="sm" gap="xs">
        <Title order={2} size="h5" id={id}>
          {title}
        </Title>
        {side}
      </Group>
      {children}
    </Paper>
  );
}

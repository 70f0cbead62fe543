import { Anchor, Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconChevronLeft } from '@tabler/icons-react';
import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';

interface PageHeaderProps {
  readonly title: string;
  /** Beside the title: a status, a count. */
  readonly badge?: ReactNode;
  readonly description?: ReactNode;
  /** Where the page belongs to, with the text of its link. */
  readonly back?: { readonly link: LinkProps; readonly label: string };
  /** Buttons, on the right. */
  readonly actions?: ReactNode;
}

/** The head of every page: its only `h1`, which the tab's title follows. */
export function PageHeader({ title, badge, description, back, actions }: PageHeaderProps) {
  useDocumentTitle(`${title} · Deskhook`);
  return (
    <Stack gap={4} mb="lg">
      {back !== undefined && (
        <Anchor
          renderRoot={(props) => <Link {...back.link} {...props} />}
          size="sm"
          c="dimmed"
          w="fit-content"
        >
          <Group gap={2} component="span">
            <IconChevronLeft size={15} aria-hidden />
            {back.label}
          </Group>
        </Anchor>
      )}
      <Group justify="space-between" align="flex-start" gap="sm">
        <Group gap="sm">
          <Title order={1} size="h2">
            {title}
          </Title>
          {badge}
        </Group>
        {actions !== undefined && <Group gap="xs">{actions}</Group>}
      </Group>
      {description !== undefined && (
        <Text c="dimmed" size="sm" maw={760} component="div">
          {description}
        </Text>
      )}
    </Stack>
  );
}

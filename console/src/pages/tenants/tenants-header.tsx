import { Button, Group, Text } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { signOut } from '../../app/session.js';
import classes from './tenants-header.module.css';

/** The head of the one page that belongs to no tenant. */
export function TenantsHeader() {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const leave = () => {
    signOut();
    queries.clear();
    void navigate({ to: '/sign-in' });
  };
  return (
    <header className={classes.header}>
      <Link to="/tenants" className={classes.brand}>
        <img src="/icon.svg" alt="" width={26} height={26} />
        <Text fw={700}>Deskhook</Text>
      </Link>
      <Group gap="sm" wrap="nowrap">
        <Text size="sm" c="dimmed" visibleFrom="xs">
          Signed in with the root key
        </Text>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconLogout size={15} aria-hidden />}
          onClick={leave}
        >
          Sign out
        </Button>
      </Group>
    </header>
  );
}

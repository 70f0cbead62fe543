import {
  ActionIcon,
  AppShell,
  Burger,
  Group,
  NavLink,
  Skeleton,
  Stack,
  Text,
  useComputedColorScheme,
  useMantineColorScheme,
  VisuallyHidden,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBook, IconMoon, IconSun } from '@tabler/icons-react';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { Suspense, useEffect, useRef } from 'react';
import { isIn, NAV } from './nav.js';
import classes from './shell.module.css';
import { TenantSwitcher } from './tenant-switcher.js';
import { useSession, useTenant } from './use-session.js';

/** What stands around every page of a tenant. */
export function Shell() {
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const tenant = useTenant();
  const { active, last } = useSession();
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  useEffect(close, [pathname, close]);
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 220, breakpoint: 'md', collapsed: { mobile: !isOpen } }}
      padding={{ base: 'md', md: 'xl' }}
    >
      <a className={classes.skip} href="#main">
        Skip to the content
      </a>
      <AppShell.Header className={classes.header}>
        <Group h="100%" px="md" gap="sm" wrap="nowrap">
          <Burger
            opened={isOpen}
            onClick={toggle}
            hiddenFrom="md"
            size="sm"
            aria-label={isOpen ? 'Close the navigation' : 'Open the navigation'}
          />
          <Brand />
          <TenantSwitcher />
          <Group gap={4} ml="auto" wrap="nowrap">
            <ActionIcon
              component="a"
              href="/docs"
              variant="subtle"
              color="gray"
              size="lg"
              aria-label="API reference"
            >
              <IconBook size={19} />
            </ActionIcon>
            <ColorSchemeToggle />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" aria-label="Main">
        <Navigation />
      </AppShell.Navbar>
      <AppShell.Main id="main" ref={main} tabIndex={-1} className={classes.main}>
        {/* What a page holds of one tenant or by one key, such as attempts that came live, is not shown for another. */}
        <Suspense key={`${tenant} ${active ?? last}`} fallback={<PageSkeleton />}>
          <Outlet />
        </Suspense>
      </AppShell.Main>
    </AppShell>
  );
}

function Brand() {
  return (
    <Link to="/" className={classes.brand} aria-label="Deskhook: start page">
      <img src="/icon.svg" alt="" width={26} height={26} />
      <Text fw={700} visibleFrom="xs">
        Deskhook
      </Text>
    </Link>
  );
}

/** What lies below the overview is not the overview: which area a page is in, `isIn` tells. */
const EXACT = { exact: true } as const;

function Navigation() {
  const tenant = useTenant();
  const { pathname } = useLocation();
  return (
    <Stack gap={2}>
      {NAV.map((entry) => (
        <NavLink
          key={entry.label}
          renderRoot={(props) => <Link to={entry.to} params={{ tenant }} activeOptions={EXACT} {...props} />}
          label={entry.label}
          leftSection={<entry.icon size={18} stroke={1.7} />}
          active={isIn(entry, pathname)}
          aria-current={isIn(entry, pathname) ? 'page' : undefined}
          className={classes.nav}
        />
      ))}
    </Stack>
  );
}

function ColorSchemeToggle() {
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const other = scheme === 'dark' ? 'light' : 'dark';
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      onClick={() => setColorScheme(other)}
      aria-label={`Use the ${other} colours`}
    >
      {scheme === 'dark' ? <IconSun size={19} /> : <IconMoon size={19} />}
    </ActionIcon>
  );
}

function PageSkeleton() {
  return (
    <Stack aria-busy="true">
      <VisuallyHidden role="status">Loading …</VisuallyHidden>
      <Skeleton h={34} w={240} />
      <Skeleton h={220} />
    </Stack>
  );
}

import { IconLock } from '@tabler/icons-react';
import { Link, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMay, useSelf, useTenant } from '../../app/use-session.js';
import { EmptyState } from '../../ui/empty-state.js';
import { PageHeader } from '../../ui/page-header.js';
import classes from './settings-frame.module.css';

const TABS = [
  { label: 'Tenant', to: '/t/$tenant/settings', forAll: true },
  { label: 'Defaults', to: '/t/$tenant/settings/defaults', forAll: true },
  { label: 'API keys', to: '/t/$tenant/settings/api-keys', forAll: false },
  { label: 'Audit log', to: '/t/$tenant/settings/audit-log', forAll: false },
  { label: 'Erasures', to: '/t/$tenant/settings/erasures', forAll: false },
] as const;

interface SettingsFrameProps {
  readonly title: string;
  readonly description: ReactNode;
  readonly actions?: ReactNode;
  /** Whether only those who may administer see it. */
  readonly isForAdmins?: boolean;
  readonly children: ReactNode;
}

/** What stands around each page of the settings: its head and the way to the others. */
export function SettingsFrame({
  title,
  description,
  actions,
  isForAdmins = false,
  children,
}: SettingsFrameProps) {
  const mayAdminister = useMay('administer');
  const isShown = mayAdminister || !isForAdmins;
  return (
    <>
      <PageHeader title={title} description={description} actions={isShown && actions} />
      <nav aria-label="Settings">
        <SettingsTabs />
      </nav>
      {isShown ? children : <NotForYou />}
    </>
  );
}

function SettingsTabs() {
  const tenant = useTenant();
  const mayAdminister = useMay('administer');
  const { pathname } = useLocation();
  return (
    <ul className={classes.tabs}>
      {TABS.filter(({ forAll }) => forAll || mayAdminister).map(({ label, to }) => (
        <li key={to}>
          <Link
            to={to}
            params={{ tenant }}
            activeOptions={{ exact: true }}
            className={classes.tab}
            data-current={pathname === to.replace('$tenant', tenant) || undefined}
          >
            {label}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function NotForYou() {
  const { role } = useSelf();
  return (
    <EmptyState icon={IconLock} title="Only administrators see this">
      <p>
        You are signed in with the role “{role}”. Sign in with the key of an administrator, or ask one to look
        it up.
      </p>
    </EmptyState>
  );
}

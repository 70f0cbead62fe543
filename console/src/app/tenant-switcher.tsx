import { Button, Menu, ScrollArea, Text } from '@mantine/core';
import { IconBuilding, IconChevronDown, IconKey, IconLogout, IconSettings } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, ask } from '../api/client.js';
import { tenantQuery } from '../api/tenant.js';
import { signOut, useKey as goOnWith } from './session.js';
import { useMay, useSelf, useSession, useTenant } from './use-session.js';

const TENANTS_SHOWN = 100;

/** The tenant that is looked at: the root key may look at all, any other key at its own. */
export function TenantSwitcher() {
  const tenant = useTenant();
  const self = useSelf();
  const { data } = useQuery(tenantQuery(tenant));
  const name = data?.name ?? tenant;
  return (
    <Menu position="bottom-start" width={260} shadow="md" withinPortal>
      <Menu.Target>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconBuilding size={15} />}
          rightSection={<IconChevronDown size={14} />}
          maw={220}
          title={name}
          aria-label={`Tenant ${name}: switch tenant or sign out`}
        >
          {name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          Tenant <code>{tenant}</code>
        </Menu.Label>
        <Menu.Label>
          Signed in as {self.kind === 'root' ? 'root' : `${self.name ?? self.id} (${self.role})`}
        </Menu.Label>
        <ScrollArea.Autosize mah={320}>
          {self.tenant === null ? <AllTenants current={tenant} /> : <KnownKeys />}
        </ScrollArea.Autosize>
        <Menu.Divider />
        <SessionItems />
      </Menu.Dropdown>
    </Menu>
  );
}

function AllTenants({ current }: { readonly current: string }) {
  const navigate = useNavigate();
  const tenants = useQuery({
    queryKey: ['tenants', TENANTS_SHOWN],
    queryFn: ({ signal }) =>
      ask(api.GET('/v1/tenants', { params: { query: { limit: TENANTS_SHOWN } }, signal })),
  });
  return (
    <>
      {tenants.data?.items.map(({ id, name }) => (
        <Menu.Item
          key={id}
          aria-current={id === current ? 'true' : undefined}
          fw={id === current ? 650 : undefined}
          onClick={() => void navigate({ to: '/t/$tenant', params: { tenant: id } })}
        >
          {name}
          {name !== id && (
            <Text span c="dimmed" size="xs" ml={6}>
              {id}
            </Text>
          )}
        </Menu.Item>
      ))}
      {tenants.isError && <Menu.Item disabled>The tenants could not be loaded</Menu.Item>}
      <Menu.Item leftSection={<IconSettings size={15} />} onClick={() => void navigate({ to: '/tenants' })}>
        All tenants
      </Menu.Item>
    </>
  );
}

function KnownKeys() {
  const { keys, active } = useSession();
  return keys.map(({ key, label, tenant }) => (
    <Menu.Item
      key={key}
      fw={key === active ? 650 : undefined}
      aria-current={key === active ? 'true' : undefined}
      onClick={() => {
        goOnWith(key);
        // The page begins anew: what one key was answered is not shown to another.
        window.location.assign(tenant === null ? '/' : `/t/${tenant}`);
      }}
    >
      {tenant ?? 'root'}
      <Text span c="dimmed" size="xs" ml={6}>
        {label}
      </Text>
    </Menu.Item>
  ));
}

function SessionItems() {
  const navigate = useNavigate();
  const mayAdminister = useMay('administer');
  const tenant = useTenant();
  return (
    <>
      {mayAdminister && (
        <Menu.Item
          leftSection={<IconKey size={15} />}
          onClick={() => void navigate({ to: '/t/$tenant/settings/api-keys', params: { tenant } })}
        >
          API keys
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconKey size={15} />} onClick={() => void navigate({ to: '/sign-in' })}>
        Use another key
      </Menu.Item>
      <Menu.Item
        leftSection={<IconLogout size={15} />}
        onClick={() => {
          // The page goes first: without a key it would be refused what it asks for.
          void navigate({ to: '/sign-in' }).finally(signOut);
        }}
      >
        Sign out
      </Menu.Item>
    </>
  );
}

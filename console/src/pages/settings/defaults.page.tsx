import { Skeleton, Table, Text } from '@mantine/core';
import { createLazyRoute } from '@tanstack/react-router';
import { asProblem } from '../../api/problem.js';
import type { Tenant } from '../../api/types.js';
import { useMay, useTenant } from '../../app/use-session.js';
import { ErrorState } from '../../ui/error-state.js';
import { spokenDefaults } from './defaults-draft.js';
import { DefaultsForm } from './defaults-form.js';
import { SettingsFrame } from './settings-frame.js';
import { useTenantRecord } from './use-tenant-record.js';

export const Route = createLazyRoute('/t/$tenant/settings/defaults')({ component: DefaultsPage });

/** What new subscriptions have where nothing else is said. */
function DefaultsPage() {
  const tenant = useTenant();
  const mayAdminister = useMay('administer');
  const record = useTenantRecord(tenant);
  return (
    <SettingsFrame
      title="Defaults"
      description="What a new subscription has unless it says otherwise. It is taken over when the subscription is created: a change here changes none that exists."
    >
      {record.data === undefined ? (
        record.isError ? (
          <ErrorState problem={asProblem(record.error)} onRetry={() => void record.refetch()} />
        ) : (
          <Skeleton h={520} maw={720} />
        )
      ) : mayAdminister ? (
        <DefaultsForm tenant={record.data} />
      ) : (
        <DefaultsFacts tenant={record.data} />
      )}
    </SettingsFrame>
  );
}

function DefaultsFacts({ tenant: { defaults } }: { readonly tenant: Tenant }) {
  const lines = spokenDefaults(defaults);
  if (lines.length === 0)
    return (
      <Text size="sm" c="dimmed">
        None are set: each dialect’s own are in force.
      </Text>
    );
  return (
    <Table variant="vertical" withTableBorder layout="fixed" maw={640}>
      <Table.Tbody>
        {lines.map(([name, value]) => (
          <Table.Tr key={name}>
            <Table.Th w={190}>{name}</Table.Th>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

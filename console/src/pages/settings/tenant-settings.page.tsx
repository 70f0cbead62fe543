import { Skeleton, Stack } from '@mantine/core';
import { createLazyRoute } from '@tanstack/react-router';
import { asProblem } from '../../api/problem.js';
import { useMay, useTenant } from '../../app/use-session.js';
import { ErrorState } from '../../ui/error-state.js';
import { DefaultSecret } from './default-secret.js';
import { SettingsFrame } from './settings-frame.js';
import { TenantFacts } from './tenant-facts.js';
import { TenantForm } from './tenant-form.js';
import { useTenantRecord } from './use-tenant-record.js';

export const Route = createLazyRoute('/t/$tenant/settings')({ component: TenantSettingsPage });

/** What Deskhook knows of the helpdesk, and the secret that signs where a subscription brings none. */
function TenantSettingsPage() {
  const tenant = useTenant();
  const mayAdminister = useMay('administer');
  const record = useTenantRecord(tenant);
  return (
    <SettingsFrame
      title="Tenant"
      description="What Deskhook knows of the helpdesk: some dialects put its addresses into what they send."
    >
      {record.data !== undefined ? (
        <Stack gap="xl" maw={640}>
          {mayAdminister ? <TenantForm tenant={record.data} /> : <TenantFacts tenant={record.data} />}
          <DefaultSecret tenant={record.data} />
        </Stack>
      ) : record.isError ? (
        <ErrorState problem={asProblem(record.error)} onRetry={() => void record.refetch()} />
      ) : (
        <Skeleton h={480} maw={640} />
      )}
    </SettingsFrame>
  );
}

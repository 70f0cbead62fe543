import { createLazyRoute } from '@tanstack/react-router';
import { PageHeader } from '../../ui/page-header.js';

export const Route = createLazyRoute('/t/$tenant/settings')({ component: TenantSettingsPage });

function TenantSettingsPage() {
  return <PageHeader title="Tenant" />;
}

import { createLazyRoute } from '@tanstack/react-router';
import { PageHeader } from '../../ui/page-header.js';

export const Route = createLazyRoute('/tenants')({ component: TenantsPage });

function TenantsPage() {
  return <PageHeader title="Tenants" />;
}

import { createLazyRoute } from '@tanstack/react-router';
import { PageHeader } from '../../ui/page-header.js';

export const Route = createLazyRoute('/t/$tenant/sla/policies')({ component: SlaPoliciesPage });

function SlaPoliciesPage() {
  return <PageHeader title="SLA policies" />;
}

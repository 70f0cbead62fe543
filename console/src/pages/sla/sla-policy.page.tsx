import { createLazyRoute } from '@tanstack/react-router';
import { PageHeader } from '../../ui/page-header.js';

export const Route = createLazyRoute('/t/$tenant/sla/policies/$id')({ component: SlaPolicyPage });

function SlaPolicyPage() {
  return <PageHeader title="SLA policy" />;
}

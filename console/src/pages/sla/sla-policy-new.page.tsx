import { createLazyRoute } from '@tanstack/react-router';
import { PageHeader } from '../../ui/page-header.js';

export const Route = createLazyRoute('/t/$tenant/sla/policies/new')({ component: NewSlaPolicyPage });

function NewSlaPolicyPage() {
  return <PageHeader title="New SLA policy" />;
}

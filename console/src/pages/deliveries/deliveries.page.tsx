import { createLazyRoute } from '@tanstack/react-router';
import { PageHeader } from '../../ui/page-header.js';

export const Route = createLazyRoute('/t/$tenant/deliveries')({ component: DeliveriesPage });

function DeliveriesPage() {
  return <PageHeader title="Deliveries" />;
}

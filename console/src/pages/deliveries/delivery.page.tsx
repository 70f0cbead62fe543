import { createLazyRoute } from '@tanstack/react-router';
import { PageHeader } from '../../ui/page-header.js';

export const Route = createLazyRoute('/t/$tenant/deliveries/$id')({ component: DeliveryPage });

function DeliveryPage() {
  return <PageHeader title="Delivery" />;
}

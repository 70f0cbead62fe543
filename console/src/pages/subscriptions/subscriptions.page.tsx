import { createLazyRoute } from '@tanstack/react-router';
import { PageHeader } from '../../ui/page-header.js';

export const Route = createLazyRoute('/t/$tenant/subscriptions')({ component: SubscriptionsPage });

function SubscriptionsPage() {
  return <PageHeader title="Subscriptions" />;
}

import { createLazyRoute } from '@tanstack/react-router';
import { PageHeader } from '../../ui/page-header.js';

export const Route = createLazyRoute('/t/$tenant/subscriptions/$id')({ component: SubscriptionPage });

function SubscriptionPage() {
  return <PageHeader title="Subscription" />;
}

import { createLazyRoute } from '@tanstack/react-router';
import { PageHeader } from '../../ui/page-header.js';

export const Route = createLazyRoute('/t/$tenant/subscriptions/new')({ component: NewSubscriptionPage });

function NewSubscriptionPage() {
  return <PageHeader title="New subscription" />;
}

import { createLazyRoute } from '@tanstack/react-router';
import { PageHeader } from '../../ui/page-header.js';

export const Route = createLazyRoute('/t/$tenant/subscriptions/$id/edit')({
  component: EditSubscriptionPage,
});

function EditSubscriptionPage() {
  return <PageHeader title="Edit subscription" />;
}

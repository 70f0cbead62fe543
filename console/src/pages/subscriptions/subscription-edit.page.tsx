import { useQuery } from '@tanstack/react-query';
import { createLazyRoute } from '@tanstack/react-router';
import { asProblem } from '../../api/problem.js';
import { useMay, useTenant } from '../../app/use-session.js';
import { ErrorState } from '../../ui/error-state.js';
import { NotAllowed } from '../../ui/not-allowed.js';
import { PageHeader } from '../../ui/page-header.js';
import { EditForm } from './form/edit-form.js';
import { FormSkeleton } from './form/form-skeleton.js';
import { fetchSubscription, useFormData } from './form/use-form-data.js';

export const Route = createLazyRoute('/t/$tenant/subscriptions/$id/edit')({
  component: EditSubscriptionPage,
});

function EditSubscriptionPage() {
  const tenant = useTenant();
  const { id } = Route.useParams();
  const mayConfigure = useMay('configure');
  const subscription = useQuery({
    queryKey: ['subscription-form', tenant, id],
    queryFn: ({ signal }) => fetchSubscription(tenant, id, signal),
    enabled: mayConfigure,
    // What is edited is read anew each time, and stays as it is while it is edited.
    gcTime: 0,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  const { data, error, retry } = useFormData(tenant);
  const failed = subscription.error ?? error;
  const again = () => {
    void subscription.refetch();
    retry();
  };
  return (
    <>
      <PageHeader
        title={subscription.data === undefined ? 'Edit subscription' : `Edit ${subscription.data.name}`}
        back={{
          link: { to: '/t/$tenant/subscriptions/$id', params: { tenant, id } },
          label: subscription.data?.name ?? 'Subscription',
        }}
      />
      {!mayConfigure ? (
        <NotAllowed what="subscriptions" />
      ) : subscription.data !== undefined && data !== undefined ? (
        <EditForm key={id} {...data} subscription={subscription.data} />
      ) : failed === null ? (
        <FormSkeleton />
      ) : (
        <ErrorState problem={asProblem(failed)} onRetry={again} />
      )}
    </>
  );
}

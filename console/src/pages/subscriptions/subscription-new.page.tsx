import { createLazyRoute } from '@tanstack/react-router';
import { asProblem } from '../../api/problem.js';
import { useMay, useTenant } from '../../app/use-session.js';
import { ErrorState } from '../../ui/error-state.js';
import { NotAllowed } from '../../ui/not-allowed.js';
import { PageHeader } from '../../ui/page-header.js';
import { FormSkeleton } from './form/form-skeleton.js';
import { NewForm } from './form/new-form.js';
import { useFormData } from './form/use-form-data.js';

export const Route = createLazyRoute('/t/$tenant/subscriptions/new')({ component: NewSubscriptionPage });

function NewSubscriptionPage() {
  const tenant = useTenant();
  return (
    <>
      <PageHeader
        title="New subscription"
        description="Which events go where, and in what form."
        back={{ link: { to: '/t/$tenant/subscriptions', params: { tenant } }, label: 'Subscriptions' }}
      />
      {useMay('configure') ? <Loaded tenant={tenant} /> : <NotAllowed what="subscriptions" />}
    </>
  );
}

function Loaded({ tenant }: { readonly tenant: string }) {
  const { data, error, retry } = useFormData(tenant);
  if (data !== undefined) return <NewForm key={tenant} {...data} />;
  return error === null ? <FormSkeleton /> : <ErrorState problem={asProblem(error)} onRetry={retry} />;
}

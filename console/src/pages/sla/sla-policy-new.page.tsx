import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { createLazyRoute, useNavigate } from '@tanstack/react-router';
import { api, ask } from '../../api/client.js';
import { asProblem } from '../../api/problem.js';
import { useMay, useTenant } from '../../app/use-session.js';
import { notifyDone } from '../../ui/notify.js';
import { NotAllowed } from '../../ui/not-allowed.js';
import { PageHeader } from '../../ui/page-header.js';
import { newPolicy, policyBody, type PolicyDraft } from './policy-draft.js';
import { PolicyForm } from './policy-form.js';
import { calendarsQuery } from './use-calendars.js';

export const Route = createLazyRoute('/t/$tenant/sla/policies/new')({ component: NewSlaPolicyPage });

function NewSlaPolicyPage() {
  const tenant = useTenant();
  const mayConfigure = useMay('configure');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const calendars = useQuery(calendarsQuery(tenant));
  const save = useMutation({
    mutationFn: (draft: PolicyDraft) =>
      ask(
        api.POST('/v1/tenants/{tenant}/sla-policies', {
          params: { path: { tenant } },
          body: policyBody(draft),
        }),
      ),
    onSuccess: async ({ name }) => {
      await queries.invalidateQueries({ queryKey: ['sla-policies', tenant] });
      notifyDone(`The policy "${name}" was created`);
      void navigate({ to: '/t/$tenant/sla/policies', params: { tenant }, replace: true });
    },
  });
  return (
    <>
      <PageHeader
        title="New SLA policy"
        back={{ link: { to: '/t/$tenant/sla/policies', params: { tenant } }, label: 'Policies' }}
      />
      {!mayConfigure ? (
        <NotAllowed what="SLA policies" />
      ) : (
        !calendars.isPending && (
          <PolicyForm
            initial={newPolicy(calendars.data?.items[0]?.id ?? null)}
            isSaving={save.isPending}
            problem={save.isError ? asProblem(save.error) : null}
            onSave={(draft) => save.mutate(draft)}
          />
        )
      )}
    </>
  );
}

import { Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { createLazyRoute, useParams } from '@tanstack/react-router';
import { api, ask } from '../../api/client.js';
import { asProblem } from '../../api/problem.js';
import type { SlaPolicy } from '../../api/types.js';
import { useMay, useTenant } from '../../app/use-session.js';
import { ErrorState } from '../../ui/error-state.js';
import { notifyDone } from '../../ui/notify.js';
import { PageHeader } from '../../ui/page-header.js';
import { DeleteButton } from './delete-button.js';
import { PolicyCard } from './policy-card.js';
import { policyBody, policyDraftOf, type PolicyDraft } from './policy-draft.js';
import { PolicyForm } from './policy-form.js';
import { policyQuery } from './use-policies.js';

export const Route = createLazyRoute('/t/$tenant/sla/policies/$id')({ component: SlaPolicyPage });

/** What somebody writes in the form is not replaced by what others have saved meanwhile. */
const UNDISTURBED = { refetchOnWindowFocus: false, refetchOnReconnect: false } as const;

/** One policy: a form for those who may change it, a card for the others. */
function SlaPolicyPage() {
  const tenant = useTenant();
  const { id } = useParams({ from: '/t/$tenant/sla/policies/$id' });
  const mayConfigure = useMay('configure');
  const policy = useQuery({ ...policyQuery(tenant, id), ...UNDISTURBED });
  return (
    <>
      <PageHeader
        title={policy.data?.name ?? id}
        back={{ link: { to: '/t/$tenant/sla/policies', params: { tenant } }, label: 'Policies' }}
        actions={mayConfigure && policy.data !== undefined ? <Delete policy={policy.data} /> : undefined}
      />
      {policy.isError && (
        <ErrorState problem={asProblem(policy.error)} onRetry={() => void policy.refetch()} />
      )}
      {policy.isPending && <Skeleton h={420} />}
      {policy.data !== undefined &&
        (mayConfigure ? (
          <Edited key={policy.data.etag} policy={policy.data} />
        ) : (
          <PolicyCard policy={policy.data} calendar={undefined} />
        ))}
    </>
  );
}

function Edited({ policy }: { readonly policy: SlaPolicy }) {
  const tenant = useTenant();
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: (draft: PolicyDraft) =>
      ask(
        api.PATCH('/v1/tenants/{tenant}/sla-policies/{id}', {
          params: { path: { tenant, id: policy.id }, header: { 'if-match': policy.etag } },
          body: policyBody(draft),
        }),
      ),
    onSuccess: async (saved) => {
      queries.setQueryData(policyQuery(tenant, policy.id).queryKey, saved);
      await queries.invalidateQueries({ queryKey: ['sla-policies', tenant] });
      notifyDone('Saved. The clocks of its tickets are computed anew.');
    },
  });
  return (
    <PolicyForm
      initial={policyDraftOf(policy)}
      isSaving={save.isPending}
      problem={save.isError ? asProblem(save.error) : null}
      onSave={(draft) => save.mutate(draft)}
    />
  );
}

function Delete({ policy: { id, name, etag } }: { readonly policy: SlaPolicy }) {
  const tenant = useTenant();
  const params = { path: { tenant, id }, header: { 'if-match': etag } };
  return (
    <DeleteButton
      kind="policy"
      name={name}
      text="The clocks of its tickets end, or go on under the next policy that applies. It cannot be taken back."
      remove={() => ask(api.DELETE('/v1/tenants/{tenant}/sla-policies/{id}', { params }))}
    />
  );
}

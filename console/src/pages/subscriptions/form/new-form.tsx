import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, ask } from '../../../api/client.js';
import type { Dialect, Tenant } from '../../../api/types.js';
import { newDraft } from './draft.js';
import { LeaveGuard } from './leave-guard.js';
import { showNewSecret } from './new-secret.js';
import { SubscriptionForm } from './subscription-form.js';
import { useDraft } from './use-draft.js';
import { useSaving } from './use-saving.js';

interface NewFormProps {
  readonly dialects: readonly Dialect[];
  readonly tenant: Tenant;
}

export function NewForm({ dialects, tenant }: NewFormProps) {
  const [initial] = useState(() => newDraft(tenant.defaults));
  const navigate = useNavigate();
  const state = useDraft({ initial, shown: null, dialects, tenant });
  const params = { tenant: tenant.id };
  const { save, isHeld, ...saving } = useSaving({
    tenant: tenant.id,
    state,
    send: () =>
      ask(api.POST('/v1/tenants/{tenant}/subscriptions', { params: { path: params }, body: state.input })),
    isReplaced: true,
    onSaved: showNewSecret,
  });
  return (
    <>
      <SubscriptionForm
        form={state.form}
        isDirty={state.isDirty}
        isSaving={saving.isSaving}
        problem={saving.problem}
        refusals={saving.refusals}
        onSave={save}
        onCancel={() => void navigate({ to: '/t/$tenant/subscriptions', params })}
      />
      <LeaveGuard isHeld={isHeld} />
    </>
  );
}

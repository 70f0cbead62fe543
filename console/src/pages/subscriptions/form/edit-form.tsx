import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, ask } from '../../../api/client.js';
import type { Dialect, Tenant } from '../../../api/types.js';
import { notifyProblem } from '../../../ui/notify.js';
import { ConflictNotice, MergedNotice } from './conflict-notice.js';
import { draftOf, type Draft, type ShownSubscription } from './draft.js';
import { LeaveGuard } from './leave-guard.js';
import { patchOf, rebased } from './patch.js';
import { SubscriptionForm } from './subscription-form.js';
import { useDraft } from './use-draft.js';
import { fetchSubscription } from './use-form-data.js';
import { useSaving } from './use-saving.js';

interface EditFormProps {
  readonly dialects: readonly Dialect[];
  readonly tenant: Tenant;
  readonly subscription: ShownSubscription;
}

const PRECONDITION_FAILED = 412;

export function EditForm({ dialects, tenant, subscription }: EditFormProps) {
  const [shown, setShown] = useState(subscription);
  const [initial] = useState(() => valuesOf(subscription, dialects));
  /** What both have changed, after the newest was loaded. */
  const [merged, setMerged] = useState<readonly string[] | null>(null);
  const navigate = useNavigate();
  const state = useDraft({ initial, shown, dialects, tenant });
  const path = { tenant: tenant.id, id: shown.id };
  const { save, isHeld, ...saving } = useSaving({
    tenant: tenant.id,
    state,
    send: () =>
      ask(
        api.PATCH('/v1/tenants/{tenant}/subscriptions/{id}', {
          params: { path, header: { 'if-match': `"${shown.etag}"` } },
          body: patchOf(state.base, state.form.draft),
        }),
      ),
  });
  const loadNewest = async (keepsMine: boolean) => {
    try {
      const newest = await fetchSubscription(tenant.id, shown.id);
      const theirs = valuesOf(newest, dialects);
      const { draft, conflicts } = rebased(state.base, state.form.draft, theirs);
      state.restart(theirs, keepsMine ? draft : theirs);
      setShown(newest);
      setMerged(keepsMine ? conflicts : null);
      saving.forget();
    } catch (error) {
      notifyProblem(error);
    }
  };
  const isConflict = saving.problem?.status === PRECONDITION_FAILED;
  return (
    <>
      <SubscriptionForm
        // Editors within it have text of their own, which the newest replaces.
        key={shown.etag}
        form={state.form}
        isDirty={state.isDirty}
        isSaving={saving.isSaving}
        problem={isConflict ? null : saving.problem}
        refusals={saving.refusals}
        onSave={() => {
          if (state.isDirty) save();
        }}
        onCancel={() => void navigate({ to: '/t/$tenant/subscriptions/$id', params: path })}
        notice={
          isConflict ? (
            <ConflictNotice onKeep={() => void loadNewest(true)} onDiscard={() => void loadNewest(false)} />
          ) : (
            merged !== null && <MergedNotice conflicts={merged} />
          )
        }
      />
      <LeaveGuard isHeld={isHeld} />
    </>
  );
}

function valuesOf(shown: ShownSubscription, dialects: readonly Dialect[]): Draft {
  const dialect = dialects.find(({ name }) => name === shown.dialect);
  if (dialect === undefined) throw new Error(`The API does not know the dialect ${shown.dialect}`);
  return draftOf(shown, dialect);
}

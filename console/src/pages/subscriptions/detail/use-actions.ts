import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ask } from '../../../api/client.js';
import type { Subscription } from '../../../api/types.js';
import { confirm } from '../../../ui/confirm.js';
import { notifyDone, notifyProblem } from '../../../ui/notify.js';

/** What is done to one subscription from a list or its own page. Every action tells how it went. */
export function useActions(tenant: string, { id, name }: Pick<Subscription, 'id' | 'name'>) {
  const queries = useQueryClient();
  const path = { tenant, id };
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['subscriptions', tenant] }),
      queries.invalidateQueries({ queryKey: ['subscription', tenant, id] }),
    ]);
  const setStatus = useMutation({
    mutationFn: (status: Subscription['status']) =>
      ask(api.PATCH('/v1/tenants/{tenant}/subscriptions/{id}', { params: { path }, body: { status } })),
    onSuccess: ({ status }) => notifyDone(`“${name}” is ${status}`),
    onError: notifyProblem,
    onSettled: refresh,
  });
  const clone = useMutation({
    mutationFn: () =>
      ask(api.POST('/v1/tenants/{tenant}/subscriptions/{id}/clone', { params: { path }, body: {} })),
    onSuccess: (copy) => notifyDone(`“${copy.name}” was made. It is inactive until you activate it`),
    onError: notifyProblem,
    onSettled: refresh,
  });
  const remove = useMutation({
    mutationFn: () => ask(api.DELETE('/v1/tenants/{tenant}/subscriptions/{id}', { params: { path } })),
    onSuccess: () => {
      notifyDone(`“${name}” is deleted`);
      void queries.invalidateQueries({ queryKey: ['subscriptions', tenant] });
    },
    onError: notifyProblem,
  });
  return { setStatus, clone, remove };
}

export function askToDelete(name: string, onConfirm: () => void): void {
  confirm({
    title: `Delete “${name}”?`,
    text: 'Deliveries that wait are cancelled. This cannot be taken back; the log of what was sent stays.',
    confirm: 'Delete',
    onConfirm,
  });
}

export function askToDeactivate(name: string, onConfirm: () => void): void {
  confirm({
    title: `Deactivate “${name}”?`,
    text: 'Nothing more is sent: events meanwhile are not delivered later, and deliveries that wait are cancelled.',
    confirm: 'Deactivate',
    onConfirm,
  });
}

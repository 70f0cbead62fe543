import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useRef, useState } from 'react';
import { asProblem, type ProblemError } from '../../../api/problem.js';
import { notifyDone } from '../../../ui/notify.js';
import type { ShownSubscription } from './draft.js';
import type { useDraft } from './use-draft.js';

interface Saving {
  readonly tenant: string;
  readonly state: ReturnType<typeof useDraft>;
  readonly send: () => Promise<ShownSubscription>;
  /** The form's address becomes that of the subscription: going back leads to no empty form. */
  readonly isReplaced?: boolean;
  /** Told when the subscription's page is shown. */
  readonly onSaved?: (saved: ShownSubscription) => void;
}

/** Saves the form, unless it is known to be refused, and goes to the subscription's page. */
export function useSaving({ tenant, state, send, isReplaced = false, onSaved }: Saving) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [refusals, setRefusals] = useState(0);
  const isSaved = useRef(false);
  const isDirty = useRef(false);
  isDirty.current = state.isDirty;
  const mutation = useMutation<ShownSubscription, unknown>({
    mutationFn: send,
    onSuccess: async (saved) => {
      isSaved.current = true;
      await queries.invalidateQueries({ queryKey: ['subscriptions', tenant] });
      await queries.invalidateQueries({ queryKey: ['subscription', tenant, saved.id] });
      notifyDone(`“${saved.name}” is saved`);
      await navigate({
        to: '/t/$tenant/subscriptions/$id',
        params: { tenant, id: saved.id },
        replace: isReplaced,
      });
      onSaved?.(saved);
    },
    onError: (error) => {
      state.refuse(asProblem(error).faults);
      setRefusals((before) => before + 1);
    },
  });
  const problem: ProblemError | null = mutation.error === null ? null : asProblem(mutation.error);
  return {
    problem,
    refusals,
    isSaving: mutation.isPending,
    forget: mutation.reset,
    isHeld: useCallback(() => isDirty.current && !isSaved.current, []),
    save: () => {
      if (mutation.isPending || isSaved.current) return;
      if (state.known.length === 0) return mutation.mutate();
      mutation.reset();
      state.refuse([]);
      setRefusals((before) => before + 1);
    },
  };
}

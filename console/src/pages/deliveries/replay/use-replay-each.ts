import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { asProblem, type ProblemError } from '../../../api/problem.js';
import { useTenant } from '../../../app/use-session.js';
import { refreshDeliveries } from '../list/refresh-deliveries.js';
import { replayDelivery } from './replay-delivery.js';

export interface EachReplayed {
  readonly total: number;
  readonly sent: number;
  readonly refused: readonly { readonly id: string; readonly problem: ProblemError }[];
  /** No more are sent: all are through, or it was stopped. */
  readonly isOver: boolean;
}

/** Sends deliveries again one after the other; what is refused does not stop the others. */
export function useReplayEach() {
  const tenant = useTenant();
  const queries = useQueryClient();
  const [progress, setProgress] = useState<EachReplayed | null>(null);
  const ending = useRef<AbortController | null>(null);
  const start = async (ids: readonly string[]) => {
    const { signal } = (ending.current = new AbortController());
    let now: EachReplayed = { total: ids.length, sent: 0, refused: [], isOver: false };
    setProgress(now);
    for (const id of ids) {
      if (signal.aborted) return;
      now = await replayDelivery(tenant, id).then(
        () => ({ ...now, sent: now.sent + 1 }),
        (error: unknown) => ({ ...now, refused: [...now.refused, { id, problem: asProblem(error) }] }),
      );
      if (!signal.aborted) setProgress(now);
    }
    if (!signal.aborted) setProgress({ ...now, isOver: true });
  };
  /** Puts the result away; what is not sent yet stays as it is. */
  const close = () => {
    ending.current?.abort();
    setProgress(null);
    void refreshDeliveries(queries, tenant);
  };
  return { progress, start, close };
}

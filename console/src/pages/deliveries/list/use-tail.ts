import { useCallback, useEffect, useRef, useState } from 'react';
import { useLive, type LiveState } from '../../../api/live.js';
import type { LiveAttempt } from '../../../api/types.js';
import { liveFilter, type DeliverySearch } from '../delivery-search.js';
import { EMPTY_TAIL, released, taken, type Tail } from './tail-rows.js';

/** Often enough to seem immediate; a thousand attempts a second still draw four times. */
const DRAW_MS = 250;

interface TailOptions {
  readonly tenant: string;
  readonly search: DeliverySearch;
  /** Nothing moves while somebody reads. */
  readonly isStill: () => boolean;
}

/** Attempts as they happen, under the filters of the list. */
export function useTail({ tenant, search, isStill }: TailOptions): {
  readonly tail: Tail;
  readonly state: LiveState;
  readonly release: () => void;
  /** Why attempts are missing; null: none is. */
  readonly lag: string | null;
} {
  const [tail, setTail] = useState(EMPTY_TAIL);
  const [lag, setLag] = useState<string | null>(null);
  const came = useRef<LiveAttempt[]>([]);
  const still = useRef(isStill);
  useEffect(() => {
    still.current = isStill;
  });
  const { event } = search;
  const state = useLive({
    tenant,
    filter: liveFilter(search),
    onAttempt: (attempt) => {
      if (event === undefined || attempt.eventId === event) came.current.push(attempt);
    },
    onLagging: setLag,
  });
  useEffect(() => {
    const timer = setInterval(() => {
      const isHeld = still.current();
      const fresh = came.current.splice(0);
      setTail((before) => taken(isHeld || before.heldCount === 0 ? before : released(before), fresh, isHeld));
    }, DRAW_MS);
    return () => clearInterval(timer);
  }, []);
  const release = useCallback(() => setTail(released), []);
  return { tail, state, release, lag };
}

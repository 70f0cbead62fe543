import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import { api, ask } from '../api/client.js';
import type { Permission, Self } from '../api/types.js';
import { currentSession, subscribeToSession } from './session.js';

export const useSession = () => useSyncExternalStore(subscribeToSession, currentSession);

/** Who asks with a key; of the active one unless named. */
export const selfQuery = (key: string) =>
  queryOptions({
    queryKey: ['self', key],
    queryFn: ({ signal }) =>
      ask(api.GET('/v1/self', { headers: { authorization: `Bearer ${key}` }, signal })),
    staleTime: Infinity,
  });

/** Who is signed in. Only below the shell, which waits until it is known. */
export function useSelf(): Self {
  // A page whose session ends is still there for a moment: it does not ask anew who that was.
  const { active, last } = useSession();
  return useSuspenseQuery(selfQuery(active ?? last ?? '')).data;
}

/** Whether who is signed in may do it: what a role may not do is not offered. */
export function useMay(permission: Permission): boolean {
  return useSelf().permissions.includes(permission);
}

/** The tenant of the page. Only on pages below `/t/$tenant`. */
export function useTenant(): string {
  return useParams({ from: '/t/$tenant' }).tenant;
}

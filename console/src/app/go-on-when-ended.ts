import { notifyGoesOn } from '../ui/notify.js';
import { queryClient } from './query-client.js';
import { router } from './router.js';
import { currentSession, subscribeToSession } from './session.js';

const SIGN_IN = '/sign-in';

/** Whose key is not accepted any more goes on with another of the tenant, or is asked to sign in again and comes back afterwards. */
export function goOnWhenEnded(): void {
  let before = currentSession();
  subscribeToSession(() => {
    const was = before;
    const now = (before = currentSession());
    const lost = was.keys.find(({ key }) => key === was.active);
    if (lost === undefined || now.keys.some(({ key }) => key === lost.key)) return;
    const next = now.keys.find(({ key }) => key === now.active);
    if (next !== undefined) goOnWith(next.label, lost);
    else if (now.ended !== null) askForKey();
  });
}

function goOnWith(next: string, lost: { readonly key: string; readonly label: string }): void {
  queryClient.removeQueries({ queryKey: ['self', lost.key] });
  // What one key was answered is not shown to another.
  void queryClient.resetQueries({ predicate: ({ queryKey: [kind] }) => kind !== 'self' });
  notifyGoesOn(`The key “${lost.label}” is no longer accepted. You go on with “${next}”.`);
}

function askForKey(): void {
  const { pathname, href } = router.latestLocation;
  if (pathname !== SIGN_IN) void router.navigate({ to: SIGN_IN, search: { back: href } });
}

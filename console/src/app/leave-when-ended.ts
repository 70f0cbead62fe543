import { queryClient } from './query-client.js';
import { router } from './router.js';
import { currentSession, subscribeToSession } from './session.js';

const SIGN_IN = '/sign-in';

/** Whose session ends is asked to sign in again, and comes back to the page afterwards. */
export function leaveWhenEnded(): void {
  let before = currentSession();
  subscribeToSession(() => {
    const now = currentSession();
    const hasEnded = before.active !== null && now.ended !== null;
    before = now;
    const { pathname, href } = router.latestLocation;
    if (!hasEnded || pathname === SIGN_IN) return;
    void router.navigate({ to: SIGN_IN, search: { back: href } }).finally(() => queryClient.clear());
  });
}

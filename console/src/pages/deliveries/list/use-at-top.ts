import { useSyncExternalStore } from 'react';

/** Whether the page is not scrolled: rows that come on top then push away nothing that is read. */
export const useAtTop = (): boolean => useSyncExternalStore(onScroll, () => window.scrollY <= 0);

function onScroll(tell: () => void): () => void {
  window.addEventListener('scroll', tell, { passive: true });
  return () => window.removeEventListener('scroll', tell);
}

const STORE = 'deskhook.reloaded-at';
/** Sooner than this the same file is missing again: to load the page once more would not help. */
const AGAIN_MS = 60_000;

/**
 * After an upgrade the files that an open page has not loaded yet are gone: the page is loaded anew, and with it the names of
 * the new ones.
 */
export function reloadWhenUpgraded(): void {
  window.addEventListener('vite:preloadError', (missing) => {
    const last = Number(sessionStorage.getItem(STORE) ?? 0);
    if (Date.now() - last < AGAIN_MS) return;
    sessionStorage.setItem(STORE, String(Date.now()));
    missing.preventDefault();
    window.location.reload();
  });
}

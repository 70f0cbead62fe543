/**
 * The API keys that somebody signed in with. They live in the tab's session storage: a reload keeps them, the end of the tab
 * forgets them, and no other tab or server sees them.
 */
interface StoredKey {
  readonly key: string;
  /** Null: the root key, which stands above the tenants. */
  readonly tenant: string | null;
  readonly label: string;
}

interface Session {
  readonly keys: readonly StoredKey[];
  /** The one that is in use. */
  readonly active: string | null;
  /** The one that was in use before nobody was signed in, until somebody is again. */
  readonly last: string | null;
  /** Why somebody has to sign in again. */
  readonly ended: string | null;
}

const STORE = 'deskhook.session';
const EMPTY: Session = { keys: [], active: null, last: null, ended: null };

let session: Session = read();
const listeners = new Set<() => void>();

export function subscribeToSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const currentSession = (): Session => session;

export const currentKey = (): string | null => session.active;

/** Adds a key and goes on with it. */
export function signIn(stored: StoredKey): void {
  const others = session.keys.filter(({ key }) => key !== stored.key);
  write({ keys: [...others, stored], active: stored.key, last: null, ended: null });
}

/** Goes on with another key that was signed in with before. */
export function useKey(key: string): void {
  if (session.keys.some((stored) => stored.key === key)) write({ ...session, active: key });
}

export function signOut(): void {
  write({ ...EMPTY, last: session.active });
}

/**
 * A key is not accepted any more: it was deleted, or is another gateway's. The session goes on with another one for the same tenant
 * where there is one. A key that nobody signed in with ends nothing.
 */
export function endSession(refused: string): void {
  const keys = session.keys.filter(({ key }) => key !== refused);
  if (keys.length === session.keys.length) return;
  if (refused !== session.active) return write({ ...session, keys });
  const tenant = session.keys.find(({ key }) => key === refused)?.tenant;
  const next = keys.findLast((other) => other.tenant === tenant);
  if (next !== undefined) return write({ ...session, keys, active: next.key });
  const ended = `The API key is no longer accepted (${window.location.host}). Sign in with another one.`;
  write({ keys, active: null, last: refused, ended });
}

function write(next: Session): void {
  session = next;
  if (next.keys.length === 0) sessionStorage.removeItem(STORE);
  else sessionStorage.setItem(STORE, JSON.stringify({ keys: next.keys, active: next.active }));
  for (const listener of listeners) listener();
}

function read(): Session {
  try {
    const stored: Partial<Session> | null = JSON.parse(sessionStorage.getItem(STORE) ?? 'null');
    return { ...EMPTY, ...stored };
  } catch {
    return EMPTY;
  }
}

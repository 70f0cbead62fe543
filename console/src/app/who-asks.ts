import type { Self } from '../api/types.js';
import { queryClient } from './query-client.js';
import { currentKey } from './session.js';
import { selfQuery } from './use-session.js';

/** Who is signed in; null: nobody. Where the key turns out to be refused, it is whose key the session goes on with. */
export async function whoAsks(): Promise<Self | null> {
  for (;;) {
    const key = currentKey();
    if (key === null) return null;
    try {
      return await queryClient.ensureQueryData(selfQuery(key));
    } catch (error) {
      if (currentKey() === key) throw error;
    }
  }
}

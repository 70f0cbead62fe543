import type { RenderInput } from '../dialect.js';
import type { IdKey } from './integer-ids.js';
import { readEvent } from './read-event.js';

/** The distinct keys that reading the event asks an integer for: to be resolved before it is rendered. */
export function keysWithoutInteger(input: Omit<RenderInput, 'ids'>): IdKey[] {
  const asked = new Map<string, IdKey>();
  readEvent({
    ...input,
    ids: (kind, key) => {
      asked.set(`${kind} ${key}`, { kind, key });
      return 0;
    },
  });
  return [...asked.values()];
}

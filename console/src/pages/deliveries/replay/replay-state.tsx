import type { Replay } from '../../../api/types.js';
import { WordBadge } from '../../../ui/word-badge.js';

const COLOURS: Readonly<Record<Replay['state'], string>> = {
  running: 'blue',
  done: 'green',
  cancelled: 'gray',
  failed: 'red',
};

/** How a replay stands: a word, its colour only helps. */
export function ReplayState({ state }: { readonly state: Replay['state'] }) {
  return <WordBadge colour={COLOURS[state]} word={state} />;
}

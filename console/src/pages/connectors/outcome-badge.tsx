import { WordBadge } from '../../ui/word-badge.js';
import type { Connector } from './connector-draft.js';

type Outcome = Connector['lastRequests'][number]['outcome'];

const SHOWN: Readonly<Record<Outcome, readonly [colour: string, word: string]>> = {
  accepted: ['green', 'accepted'],
  ignored: ['gray', 'ignored'],
  refused: ['orange', 'not understood'],
  unauthorized: ['red', 'not signed with the secret'],
  unavailable: ['red', 'could not be taken'],
};

/** What a request came to: a word, its colour only helps. */
export function OutcomeBadge({ outcome }: { readonly outcome: Outcome }) {
  const [colour, word] = SHOWN[outcome];
  return <WordBadge colour={colour} word={word} />;
}

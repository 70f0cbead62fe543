import type { AnswerOf, BodyOf } from '../../api/types.js';
import { count } from '../../ui/format.js';

export type Erasure = AnswerOf<'listErasures'>['items'][number];
export type Person = BodyOf<'startErasure'>;

const STAGES: Readonly<Record<Erasure['stage'], string>> = {
  waiting: 'waits for the log',
  bodies: 'reads what was sent and answered',
  events: 'reads the events',
  attempts: 'reads the attempts',
  texts: 'reads errors and reasons',
  'dead-letters': 'reads the dead letters',
  replays: 'reads the replays',
};

const ERASED: readonly (readonly [kind: keyof Erasure['erased'], one: string, many: string])[] = [
  ['bodies', 'body', 'bodies'],
  ['events', 'event', 'events'],
  ['attempts', 'attempt', 'attempts'],
  ['texts', 'text', 'texts'],
  ['deadLetters', 'dead letter', 'dead letters'],
  ['replays', 'replay', 'replays'],
];

/** How far an erasure has come, in sentences. */
export function progressOf(erasure: Erasure): readonly string[] {
  const { state, stage, pass, scanned, detail, waiting, openDeliveries } = erasure;
  return [
    ...(state === 'running' ? [`It ${STAGES[stage]} (round ${pass}); ${count(scanned)} looked at.`] : []),
    changedIn(erasure),
    ...(openDeliveries > 0
      ? [`${count(openDeliveries)} of the person’s deliveries still go out, and are erased then.`]
      : []),
    ...(waiting === null ? [] : [waiting]),
    ...(detail === null ? [] : [detail]),
  ];
}

function changedIn({ erased, state }: Erasure): string {
  const parts = ERASED.flatMap(([kind, one, many]) =>
    erased[kind] === 0 ? [] : [`${count(erased[kind])} ${erased[kind] === 1 ? one : many}`],
  );
  if (parts.length > 0) return `Erased from ${parts.join(', ')}.`;
  return state === 'running' ? 'Nothing was found to erase so far.' : 'Nothing was found to erase.';
}

/** Whom a text names: an e-mail address, or an id. */
export const personOf = (kind: 'email' | 'requesterId', text: string): Person =>
  kind === 'email' ? { email: text.trim() } : { requesterId: text.trim() };

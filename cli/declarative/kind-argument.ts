import { InvalidArgumentError } from 'commander';
import { DECLARED_KINDS } from '../choices.js';

type Kind = (typeof DECLARED_KINDS)[number];

/** A kind as people write it, in any case and number: `subscriptions`, `sla-policy`, `SlaPolicies`. */
export function kindNamed(written: string): Kind {
  const kind = kindOf(written);
  if (kind !== undefined) return kind;
  const known = DECLARED_KINDS.map((one) => `${one} or ${pluralOf(one.toLowerCase())}`).join(', ');
  throw new InvalidArgumentError(`Write ${known}.`);
}

/** What words ask for: all of some kinds, or one thing of a kind. */
export interface Asked {
  readonly kinds: readonly Kind[];
  /** Name or id of the one; undefined: all. */
  readonly name: string | undefined;
}

/** `subscriptions calendars`, or `subscription crm-sync`. */
export function asked(words: readonly string[]): Asked {
  const [first, second, ...more] = words;
  const isOne = first !== undefined && second !== undefined && more.length === 0;
  if (isOne && kindOf(second) === undefined) return { kinds: [kindNamed(first)], name: second };
  return { kinds: words.map(kindNamed), name: undefined };
}

/** For an option that takes several. */
export const kindsNamed = (written: string, before: readonly Kind[] = []): readonly Kind[] => [
  ...before,
  kindNamed(written),
];

function kindOf(written: string): Kind | undefined {
  const word = bare(written);
  return DECLARED_KINDS.find((one) => [bare(one), pluralOf(bare(one))].includes(word));
}

const bare = (word: string): string => word.toLowerCase().replace(/[-_]/g, '');
const pluralOf = (word: string): string => (word.endsWith('y') ? `${word.slice(0, -1)}ies` : `${word}s`);

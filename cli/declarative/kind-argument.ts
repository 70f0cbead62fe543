import { InvalidArgumentError } from 'commander';
import { DECLARED_KINDS } from '../choices.js';

type Kind = (typeof DECLARED_KINDS)[number];

/** A kind as people write it, in any case and number: `subscriptions`, `sla-policy`, `SlaPolicies`. */
export function kindNamed(written: string): Kind {
  const word = bare(written);
  const kind = DECLARED_KINDS.find((one) => [bare(one), pluralOf(bare(one))].includes(word));
  if (kind !== undefined) return kind;
  const known = DECLARED_KINDS.map((one) => `${one} or ${pluralOf(one.toLowerCase())}`).join(', ');
  throw new InvalidArgumentError(`Write ${known}.`);
}

/** For an argument or option that takes several. */
export const kindsNamed = (written: string, before: readonly Kind[] = []): readonly Kind[] => [
  ...before,
  kindNamed(written),
];

const bare = (word: string): string => word.toLowerCase().replace(/[-_]/g, '');
const pluralOf = (word: string): string => (word.endsWith('y') ? `${word.slice(0, -1)}ies` : `${word}s`);

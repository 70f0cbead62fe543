import { isDeepStrictEqual } from 'node:util';
import type { JsonRecord, Manifest } from './manifest.js';
import type { Live } from './live.js';
import { subscriptionField } from './subscription-fields.js';

/** What a document states of one field, beside what Deskhook has. */
export interface Field {
  readonly name: string;
  readonly before: unknown;
  readonly after: unknown;
  /** What of the body makes it so; null: it is so already. */
  readonly patch: JsonRecord | null;
  /** A changed signing secret: rotated, so that receivers have time to take the new one over. */
  readonly rotateTo?: string;
  /** It has a part that Deskhook never shows, so whether that is the same is not known. */
  readonly isHidden?: boolean;
}

export interface Comparison {
  readonly fields: readonly Field[];
  readonly patch: JsonRecord;
  readonly rotateTo: string | null;
  readonly isSame: boolean;
  /** Names of fields with a part that could not be compared and is not sent. */
  readonly hidden: readonly string[];
}

export interface CompareOptions {
  /** Passwords, tokens and keys, which cannot be compared, are sent whenever they are stated. */
  readonly setCredentials: boolean;
}

/** What would make the live thing as the document states it. What the document does not state is not its business. */
export function compare(manifest: Manifest, live: Live, options: CompareOptions): Comparison {
  const stated = Object.entries(manifest.stated);
  const fields = [
    ...(manifest.labels === undefined ? [] : [plainField('labels', manifest.labels, live.labels)]),
    ...stated.map(([name, wanted]) => fieldOf(manifest, live, [name, wanted], options)),
  ];
  const patch: JsonRecord = Object.assign({}, ...fields.map((field) => field.patch ?? {}));
  const rotateTo = fields.find((field) => field.rotateTo !== undefined)?.rotateTo ?? null;
  const hidden = fields.filter(({ isHidden }) => isHidden === true).map(({ name }) => name);
  const isSame = Object.keys(patch).length === 0 && rotateTo === null;
  return { fields, patch, rotateTo, isSame, hidden };
}

function fieldOf(
  manifest: Manifest,
  live: Live,
  [name, wanted]: readonly [string, unknown],
  options: CompareOptions,
): Field {
  const special =
    manifest.kind === 'Subscription' ? subscriptionField(manifest.stated, live.value, name, options) : null;
  return special ?? plainField(name, wanted, live.value[name]);
}

/** A field that is replaced as a whole. */
function plainField(name: string, wanted: unknown, has: unknown): Field {
  const isSame = isDeepStrictEqual(wanted, has);
  return { name, before: has, after: wanted, patch: isSame ? null : { [name]: wanted } };
}

import type { RenderInput } from '../dialect.js';
import { jsonMembers } from '../encoding/json-member.js';
import { decodeHeaderValue } from './header-value.js';

/** An event taken apart: the bytes of its data, and its attributes as texts. */
export interface EventParts {
  readonly data: Uint8Array;
  readonly attributes: ReadonlyMap<string, string>;
  /** One sentence for each attribute that has no text form. */
  readonly faults: readonly string[];
}

const NO_DATA = new Uint8Array(0);

/** Takes an accepted event apart, in whichever mode it came. */
export function readParts(input: Pick<RenderInput, 'mode' | 'payload' | 'attributes'>): EventParts {
  switch (input.mode) {
    case 'structured':
      return structuredParts(input.payload);
    case 'binary':
      return { data: input.payload, attributes: binaryAttributes(input.attributes), faults: [] };
    default:
      return input.mode satisfies never;
  }
}

/** The attributes of a binary event are kept as the headers that they came in: encoded by the same rules. */
function binaryAttributes(attributes: RenderInput['attributes']): ReadonlyMap<string, string> {
  return new Map(Object.entries(attributes).map(([name, value]) => [name, decodeHeaderValue(value)]));
}

function structuredParts(payload: Uint8Array): EventParts {
  const members = jsonMembers(payload) ?? new Map<string, Uint8Array>();
  const attributes = new Map<string, string>();
  const faults: string[] = [];
  for (const [name, bytes] of members) {
    if (name === 'data') continue;
    const json = Buffer.from(bytes).toString('utf8');
    const text = attributeText(json);
    if (text !== null) attributes.set(name, text);
    else if (json !== 'null')
      faults.push(`The attribute "${name.slice(0, 40)}" is left out: it is not a text, number or boolean.`);
  }
  return { data: members.get('data') ?? NO_DATA, attributes, faults };
}

/** The canonical text of an attribute's JSON value; null for null, which means "not set", and for nested values. */
function attributeText(json: string): string | null {
  if (/^[{[n]/.test(json)) return null;
  const value: unknown = JSON.parse(json);
  return typeof value === 'number' && !Number.isSafeInteger(value) ? json : String(value);
}

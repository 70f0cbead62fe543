import type { FieldFault } from '../../../api/problem.js';
import { jsonPlaces, lineAt } from '../../../ui/json-places.js';
import { changedNumbers } from '../../../ui/json-text.js';
import { isJsonObject, type JsonObject } from './tree.js';

/** A text as a condition, or what is wrong with it. */
type ReadCondition =
  | { readonly ok: true; readonly condition: JsonObject | null }
  | { readonly ok: false; readonly trouble: Trouble };

export interface Trouble {
  /** A sentence for whoever does not see the text. */
  readonly summary: string;
  /** By pointers into the text; none where it is no JSON. */
  readonly faults: readonly FieldFault[];
}

const SHAPES = '{"all":[…]}, {"any":[…]}, {"not":…} or {"field","op","value"}';

/** Reads what was typed. Blank text is no condition. What only the API can judge, such as names of fields, is left to it. */
export function readCondition(text: string): ReadCondition {
  if (text.trim() === '') return { ok: true, condition: null };
  const { faultAt } = jsonPlaces(text);
  if (faultAt !== null)
    return {
      ok: false,
      trouble: { summary: `It is not JSON from line ${lineAt(text, faultAt)} on.`, faults: [] },
    };
  const [changed] = changedNumbers(text);
  if (changed !== undefined)
    return {
      ok: false,
      trouble: { summary: `${changed} loses digits as a number: write it in quotes.`, faults: [] },
    };
  const json: unknown = JSON.parse(text);
  if (json === null) return { ok: true, condition: null };
  const faults = shapeFaults(json, '');
  if (faults.length === 0 && isJsonObject(json)) return { ok: true, condition: json };
  const [first] = faults;
  return { ok: false, trouble: { summary: `${first?.pointer || 'It'}: ${first?.detail}`, faults } };
}

export const conditionText = (condition: JsonObject | null): string =>
  condition === null ? '' : JSON.stringify(condition, null, 2);

const GROUPS = ['all', 'any', 'not'] as const;

/** The parts that are no conditions at all, by their pointers. */
function shapeFaults(json: unknown, pointer: string): readonly FieldFault[] {
  if (!isJsonObject(json)) return [{ pointer, detail: `must be an object: ${SHAPES}` }];
  const keys = Object.keys(json);
  const group = GROUPS.find((key) => keys.includes(key));
  if (group === undefined) return testFaults(json, pointer);
  const stray = keys.filter((key) => key !== group);
  const beside = stray.map((key) => ({
    pointer: `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
    detail: `“${key}” cannot stand beside “${group}”: give each a condition of its own`,
  }));
  return [...beside, ...groupFaults(group, json[group], `${pointer}/${group}`)];
}

function groupFaults(group: (typeof GROUPS)[number], value: unknown, pointer: string): readonly FieldFault[] {
  if (group === 'not') return shapeFaults(value, pointer);
  if (!Array.isArray(value)) return [{ pointer, detail: 'must be a list of conditions' }];
  return value.flatMap((part, index) => shapeFaults(part, `${pointer}/${index}`));
}

function testFaults(test: JsonObject, pointer: string): readonly FieldFault[] {
  const missing = ['field', 'op'].filter((key) => typeof test[key] !== 'string');
  if (missing.length === 2) return [{ pointer, detail: `must be ${SHAPES}` }];
  return missing.map((key) => ({ pointer: `${pointer}/${key}`, detail: `“${key}” must be there, a text` }));
}

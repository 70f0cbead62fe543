import { isJsonObject, type JsonObject } from './tree.js';

/** A text as a condition, or what is wrong with it and where. */
export type ReadCondition =
  | { readonly ok: true; readonly condition: JsonObject | null }
  | { readonly ok: false; readonly trouble: string };

const SHAPES = '{"all":[…]}, {"any":[…]}, {"not":…} or {"field","op","value"}';

/** Reads what was typed. Blank text is no condition. What only the API can judge, such as names of fields, is left to it. */
export function readCondition(text: string): ReadCondition {
  if (text.trim() === '') return { ok: true, condition: null };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { ok: false, trouble: syntaxTrouble(text, error) };
  }
  if (json === null) return { ok: true, condition: null };
  const trouble = shapeTrouble(json, '');
  if (trouble !== null) return { ok: false, trouble };
  return isJsonObject(json) ? { ok: true, condition: json } : { ok: false, trouble: `must be ${SHAPES}` };
}

export const conditionText = (condition: JsonObject | null): string =>
  condition === null ? '' : JSON.stringify(condition, null, 2);

/** Browsers tell the place of a fault in words of their own: where they give a position, it becomes a line and a column. */
function syntaxTrouble(text: string, error: unknown): string {
  const said = error instanceof Error ? error.message : '';
  const [what = ''] = said.replace(/^JSON\.parse: /, '').split(/(?:,? "| in JSON| at position| at line| \()/);
  const place = lineOf(text, said);
  return `This is not JSON${place === null ? '' : ` from line ${place}`}: ${what.trim() || 'it cannot be read'}.`;
}

function lineOf(text: string, said: string): string | null {
  const stated = /line (\d+) column (\d+)/.exec(said);
  if (stated !== null) return `${stated[1]}, column ${stated[2]} on`;
  const position = /position (\d+)/.exec(said)?.[1];
  const at = position === undefined ? (said.includes('end of') ? text.length : null) : Number(position);
  if (at === null) return null;
  const before = text.slice(0, at).split('\n');
  return `${before.length}, column ${(before.at(-1) ?? '').length + 1} on`;
}

const GROUPS = ['all', 'any', 'not'] as const;

/** The first part that is no condition at all, by its pointer; null: everything has a known shape. */
function shapeTrouble(json: unknown, pointer: string): string | null {
  const at = pointer === '' ? 'The condition' : pointer;
  if (!isJsonObject(json)) return `${at} must be an object: ${SHAPES}.`;
  const keys = Object.keys(json);
  const [group, ...more] = GROUPS.filter((key) => keys.includes(key));
  if (group === undefined) return testTrouble(json, at);
  const stray = keys.find((key) => key !== group);
  if (more.length > 0 || stray !== undefined)
    return `${at} has “${stray}” beside “${group}”: give each a condition of its own.`;
  const value = json[group];
  if (group === 'not') return shapeTrouble(value, `${pointer}/not`);
  if (!Array.isArray(value)) return `${pointer}/${group} must be a list of conditions.`;
  for (const [index, part] of value.entries()) {
    const trouble = shapeTrouble(part, `${pointer}/${group}/${index}`);
    if (trouble !== null) return trouble;
  }
  return null;
}

function testTrouble(test: JsonObject, at: string): string | null {
  for (const key of ['field', 'op'])
    if (typeof test[key] !== 'string') return `${at} needs “${key}”, a text: a condition is ${SHAPES}.`;
  return null;
}

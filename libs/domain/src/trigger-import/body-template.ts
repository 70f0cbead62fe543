/** A product's notation of placeholders, and what its placeholders are here. */
export interface PlaceholderNotation {
  /** Finds placeholders; its first group is what stands between the braces. Global. */
  readonly pattern: RegExp;
  /** What begins something of the notation that is more than a placeholder. */
  readonly control: RegExp | null;
  /** The expression of ours for a placeholder; null for one that is not known. */
  expressionOf(placeholder: string): string | null;
}

/** What becomes of a body: a JSON template of ours, or why there is none. */
export type BodyTemplate =
  { readonly ok: true; readonly template: unknown } | { readonly ok: false; readonly problem: string };

const TYPED_BEGIN = '\u0001';
const TYPED_END = '\u0002';
const RESERVED_MEMBER = /^\$+(if|for|let)$/;
const BODY_LENGTH_MAX = 60_000;
/** As deep as templates of the dialect `template` may be. */
const BODY_DEPTH_MAX = 64;
/** Liquid that the product would send as it stands. */
const OUR_LIQUID = /\{\{|\{%/;

/**
 * A product's JSON body with placeholders as a JSON template of the dialect `template`. A placeholder that stands for a
 * whole value keeps its type where it stood without quotes, and is a text where it stood in them.
 */
export function bodyTemplate(body: string, notation: PlaceholderNotation): BodyTemplate {
  if (body.length > BODY_LENGTH_MAX) return refused(`it has more than ${BODY_LENGTH_MAX} characters`);
  if (notation.control?.test(body) === true) return refused('it has control flow ({% … %})');
  const json = parseJson(quoted(body, notation));
  if (json === undefined) return refused('it is not JSON');
  if (!fitsDepth(json, BODY_DEPTH_MAX)) return refused(`it is nested deeper than ${BODY_DEPTH_MAX} levels`);
  const unknown = new Set<string>();
  const template = converted(json, (text) => convertedText(text, notation, unknown));
  if (unknown.size > 0)
    return refused(`these placeholders have no counterpart: ${[...unknown].slice(0, 10).join(', ')}`);
  return template === undefined ? refused('a name of its members is a placeholder') : { ok: true, template };
}

/** The members of a form, as `[name, value]` pairs or as an object, as a template of the dialect `template`. */
export function formTemplate(pairs: readonly (readonly [string, string])[], notation: PlaceholderNotation) {
  return bodyTemplate(JSON.stringify(Object.fromEntries(pairs)), notation);
}

function refused(problem: string): BodyTemplate {
  return { ok: false, problem };
}

/** Puts placeholders outside of texts into quotes, so that the body is JSON. */
function quoted(body: string, { pattern }: PlaceholderNotation): string {
  const placeholders = [...body.matchAll(pattern)];
  let made = '';
  let at = 0;
  let inText = false;
  for (const match of placeholders) {
    const before = body.slice(at, match.index);
    inText = endsInText(before, inText);
    const escaped = JSON.stringify(match[0]).slice(1, -1);
    made += before + (inText ? escaped : `"${jsonControl(TYPED_BEGIN)}${escaped}${jsonControl(TYPED_END)}"`);
    at = match.index + match[0].length;
  }
  return made + body.slice(at);
}

function jsonControl(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Whether a piece of JSON ends inside of a text. */
function endsInText(piece: string, beganInText: boolean): boolean {
  let inText = beganInText;
  for (let at = 0; at < piece.length; at += 1) {
    if (inText && piece[at] === '\\') at += 1;
    else if (piece[at] === '"') inText = !inText;
  }
  return inText;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fitsDepth(value: unknown, depthMax: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depthMax > 0 && Object.values(value).every((inner) => fitsDepth(inner, depthMax - 1));
}

/** Applies a conversion to every text; undefined where a member's name would need one. */
function converted(value: unknown, convert: (text: string) => string): unknown {
  if (typeof value === 'string') return convert(value);
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => converted(item, convert));
    return items.includes(undefined) ? undefined : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]): [string, unknown] => [
    RESERVED_MEMBER.test(name) ? `$${name}` : name,
    convert(name) === name ? converted(member, convert) : undefined,
  ]);
  return members.some(([, member]) => member === undefined) ? undefined : Object.fromEntries(members);
}

function convertedText(text: string, notation: PlaceholderNotation, unknown: Set<string>): string {
  const isTyped = text.startsWith(TYPED_BEGIN) && text.endsWith(TYPED_END);
  const bare = isTyped ? text.slice(1, -1) : text;
  const isWhole = new RegExp(`^(?:${notation.pattern.source})$`).test(bare);
  let at = 0;
  let made = '';
  for (const match of bare.matchAll(notation.pattern)) {
    const expression = notation.expressionOf((match[1] ?? '').trim());
    if (expression === null) unknown.add(match[0]);
    const asText = isWhole && !isTyped ? ' | text' : '';
    made += `${literal(bare.slice(at, match.index))}{{ ${expression ?? 'unknown'}${asText} }}`;
    at = match.index + match[0].length;
  }
  return made + literal(bare.slice(at));
}

/** Braces of the product's own that would be Liquid here. */
function literal(text: string): string {
  return OUR_LIQUID.test(text) ? `{% raw %}${text}{% endraw %}` : text;
}

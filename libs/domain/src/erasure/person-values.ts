/** Whom to erase: by an e-mail address anywhere, or by an id where a person stands in an event. */
export interface PersonQuery {
  readonly email: string | null;
  readonly id: string | null;
}

/** What is known to belong to a person. Compared without regard to case. */
export interface PersonValues {
  readonly emails: readonly string[];
  /** Full names and telephone numbers: texts that mean nobody else, wherever they stand. */
  readonly texts: readonly string[];
  /** Parts of names, addresses of pictures: theirs only where a field is for such a thing. */
  readonly parts: readonly string[];
}

export const NOTHING_KNOWN: PersonValues = { emails: [], texts: [], parts: [] };

/** Where the canonical model (dialects page, section 7) has a person who asks or writes; agents are numbered apart in some helpdesks. */
const PERSON_KEYS: ReadonlySet<string> = new Set([
  'requester',
  'author',
  'user',
  'actor',
  'created_by',
  'by',
  'viewer',
  'cc',
  'additional_recipients',
]);
/** Fields that hold something personal, in the vendors' spellings too. */
const PERSONAL_KEY =
  /^(?:.*[_-])?(?:(?:first|last|full|display|business|user|nick)?[_-]?name|e?-?mails?|email_?address|phones?|mobile|fax|avatar|picture|photo|signature)$/i;
const ID_KEYS = ['id', 'external_id'] as const;
const DEPTH_MAX = 64;
/** Shorter ones are too common to be looked for in texts. */
const TEXT_LENGTH_MIN = 5;
/** A runaway document must not make the search endless. */
const VALUES_MAX = 100;

/** Whether a field of that name is for something personal. */
export function isPersonalKey(key: string): boolean {
  return PERSONAL_KEY.test(key);
}

/** What a document (parsed JSON) says of a person; null when it does not have them. */
export function personIn(document: unknown, query: PersonQuery): PersonValues | null {
  const found: Found = { emails: new Set(), texts: new Set(), parts: new Set(), isThere: false };
  search(document, '', query, found, 0);
  if (!found.isThere) return null;
  const { emails, texts, parts } = found;
  return { emails: list(emails), texts: list(texts), parts: list(parts) };
}

/** Both together. */
export function joinedValues(one: PersonValues, two: PersonValues): PersonValues {
  const both = (a: readonly string[], b: readonly string[]) => list(new Set([...a, ...b]));
  return {
    emails: both(one.emails, two.emails),
    texts: both(one.texts, two.texts),
    parts: both(one.parts, two.parts),
  };
}

interface Found {
  readonly emails: Set<string>;
  readonly texts: Set<string>;
  readonly parts: Set<string>;
  isThere: boolean;
}

function search(value: unknown, key: string, query: PersonQuery, found: Found, depth: number): void {
  if (typeof value !== 'object' || value === null || depth > DEPTH_MAX) return;
  if (Array.isArray(value)) {
    for (const item of value) search(item, key, query, found, depth + 1);
    return;
  }
  const fields = Object.entries(value);
  if (isPerson(fields, key, query)) {
    found.isThere = true;
    for (const [name, inner] of fields) if (isPersonalKey(name)) learn(inner, name, found, 0);
  }
  for (const [name, inner] of fields) search(inner, name, query, found, depth + 1);
}

function isPerson(
  fields: readonly (readonly [string, unknown])[],
  key: string,
  { email, id }: PersonQuery,
): boolean {
  if (email !== null && fields.some(([, value]) => typeof value === 'string' && isSame(value, email)))
    return true;
  if (id === null || !PERSON_KEYS.has(key)) return false;
  const field = new Map(fields);
  return field.get('is_agent') !== true && ID_KEYS.some((name) => idText(field.get(name)) === id);
}

function isSame(value: string, email: string): boolean {
  return value.trim().toLowerCase() === email.toLowerCase();
}

function idText(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

function learn(value: unknown, key: string, found: Found, depth: number): void {
  if (typeof value === 'object' && value !== null && depth < DEPTH_MAX)
    for (const inner of Object.values(value)) learn(inner, key, found, depth + 1);
  const text = idText(value)?.trim() ?? '';
  if (text === '' || found.emails.size + found.texts.size + found.parts.size >= VALUES_MAX) return;
  if (/^[^\s@]+@[^\s@]+$/.test(text)) found.emails.add(text.toLowerCase());
  else if (meansNobodyElse(text, key)) found.texts.add(text);
  else found.parts.add(text);
}

/** A name of several words, or a number with enough digits. */
function meansNobodyElse(text: string, key: string): boolean {
  if (text.length < TEXT_LENGTH_MIN || text.includes('://')) return false;
  return /name$/i.test(key) ? /\s/.test(text) : (text.match(/\d/g)?.length ?? 0) >= TEXT_LENGTH_MIN;
}

function list(values: ReadonlySet<string>): string[] {
  return [...values].slice(0, VALUES_MAX);
}

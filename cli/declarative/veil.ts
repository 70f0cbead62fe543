import { hiddenUrl } from '@deskhook/domain';

export const SECRET = '(secret)';
export const ANOTHER_SECRET = '(another secret)';

const SENSITIVE_NAME = /auth|token|key|secret|passw|cookie|signature|credential/i;
const WEB_URL = /^https?:\/\//i;

/** Whether a header or parameter of this name may hold a secret. */
export function isSensitive(name: string): boolean {
  return SENSITIVE_NAME.test(name);
}

/** What is known of a file's values, so that neither side of a diff tells more than the file does. */
export interface Known {
  /** Texts that stand in the file: whoever reads the diff may read them. */
  readonly literal: ReadonlySet<string>;
  /** Texts that the environment or a file gave. */
  readonly given: ReadonlySet<string>;
}

/** A value that Deskhook has, as a diff may show it: without what the file does not show and what may be secret. */
export function veiled(value: unknown, known: Known, name = ''): unknown {
  if (typeof value === 'string') return veiledText(value, known, name);
  if (Array.isArray(value)) return value.map((item: unknown) => veiled(item, known, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, veiled(inner, known, key)]));
}

function veiledText(text: string, { literal, given }: Known, name: string): string {
  if (given.has(text)) return SECRET;
  if (literal.has(text)) return text;
  if (isSensitive(name)) return SECRET;
  return WEB_URL.test(text) ? hiddenUrl(text) : text;
}

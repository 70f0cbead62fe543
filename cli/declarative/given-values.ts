import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { jsonPointer } from '@deskhook/contracts';
import { z } from 'zod';
import { messageOf, type Fault } from '../cli-error.js';
import type { Path } from './manifest.js';

/** Where values come from that a document does not hold itself. */
export interface Givers {
  readonly env: NodeJS.ProcessEnv;
  /** What relative paths of files start from. */
  readonly folder: string;
}

export interface GivenValues {
  readonly value: unknown;
  /** Pointers of what came from the environment or a file. */
  readonly secrets: ReadonlySet<string>;
  /** With pointers into the document. */
  readonly faults: readonly Fault[];
}

const secretFromSchema = z.union([
  z.strictObject({ env: z.string().min(1) }),
  z.strictObject({ file: z.string().min(1) }),
]);
const VARIABLE = /\$(\$?)\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

/**
 * The value with `${NAME}` in texts replaced from the environment (`$${NAME}` stands for itself), and `{secretFrom: {env: NAME}}`
 * or `{secretFrom: {file: path}}` in the place of a text by what is there.
 */
export function givenValues(value: unknown, at: Path, givers: Givers): GivenValues {
  const secrets = new Set<string>();
  const faults: Fault[] = [];
  const note = (path: Path, outcome: Outcome): unknown => {
    if (outcome.kind === 'fault') faults.push({ pointer: jsonPointer(path), detail: outcome.detail });
    else if (outcome.isGiven) secrets.add(jsonPointer(path));
    return outcome.kind === 'fault' ? '' : outcome.text;
  };
  const walk = (node: unknown, path: Path): unknown => {
    if (typeof node === 'string') return note(path, withVariables(node, givers.env));
    if (Array.isArray(node)) return node.map((item: unknown, index) => walk(item, [...path, index]));
    if (typeof node !== 'object' || node === null) return node;
    const entries: [string, unknown][] = Object.entries(node);
    if (entries.length === 1 && entries[0]?.[0] === 'secretFrom')
      return note(path, readSecret(entries[0][1], givers));
    return Object.fromEntries(entries.map(([key, inner]) => [key, walk(inner, [...path, key])]));
  };
  return { value: walk(value, at), secrets, faults };
}

type Outcome =
  | { readonly kind: 'text'; readonly text: string; readonly isGiven: boolean }
  | { readonly kind: 'fault'; readonly detail: string };

function withVariables(text: string, env: NodeJS.ProcessEnv): Outcome {
  const missing: string[] = [];
  let isGiven = false;
  const whole = text.replace(VARIABLE, (written, escape: string, name: string) => {
    if (escape !== '') return written.slice(1);
    isGiven = true;
    if (isUnset(env[name])) missing.push(name);
    return env[name] ?? '';
  });
  if (missing.length === 0) return { kind: 'text', text: whole, isGiven };
  return { kind: 'fault', detail: unset(missing) };
}

function readSecret(from: unknown, { env, folder }: Givers): Outcome {
  const parsed = secretFromSchema.safeParse(from).data;
  if (parsed === undefined)
    return { kind: 'fault', detail: 'secretFrom takes {env: NAME} or {file: path}, one of them' };
  if ('env' in parsed) {
    const text = env[parsed.env];
    return text === undefined || isUnset(text)
      ? { kind: 'fault', detail: unset([parsed.env]) }
      : { kind: 'text', text, isGiven: true };
  }
  try {
    // Editors end files with a line break that is not of the secret.
    const text = readFileSync(resolve(folder, parsed.file), 'utf8').replace(/\r?\n$/, '');
    return text === ''
      ? { kind: 'fault', detail: `the file ${parsed.file} is empty` }
      : { kind: 'text', text, isGiven: true };
  } catch (error) {
    return { kind: 'fault', detail: `the file cannot be read: ${messageOf(error)}` };
  }
}

/** Pipelines give an empty text for a secret that is not there; services take an empty variable as unset, too. */
const isUnset = (text: string | undefined): boolean => text === undefined || text === '';

function unset(names: readonly string[]): string {
  return `the environment has no ${names.join(', ')}: set it, or write $\${…} where the text itself is meant`;
}

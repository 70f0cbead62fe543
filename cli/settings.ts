import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { messageOf, UsageError } from './cli-error.js';

/** Options that every command which asks the API has. */
export interface ConnectionOptions {
  readonly url?: string;
  readonly keyFile?: string;
  readonly tenant?: string;
  /** Milliseconds. */
  readonly timeout?: number;
}

/** Which Deskhook is asked, and as who. */
export interface Settings {
  readonly url: URL;
  readonly key: string;
  /** Undefined: the one of the key. */
  readonly tenant: string | undefined;
  /** How long one request may take. */
  readonly timeoutMs: number;
}

const TIMEOUT_MS = 30_000;

/**
 * Options win over the environment, and that over the Deskhook that `npm start` runs in this folder or one above. Its root key
 * is used for its own URL alone: a key never goes to another place than the one that it was given for.
 */
export function readSettings(
  options: ConnectionOptions,
  env: NodeJS.ProcessEnv,
  folder = process.cwd(),
): Settings {
  const stated = options.url ?? set(env['DESKHOOK_URL']);
  const local = stated === undefined ? localRun(folder) : undefined;
  const url = stated ?? local?.url;
  if (url === undefined)
    throw new UsageError('which Deskhook? Set DESKHOOK_URL, or give --url, such as https://deskhook.example');
  const key = statedKey(options, env) ?? local?.key;
  if (key === undefined)
    throw new UsageError(
      'an API key is needed: set DESKHOOK_KEY, or give --key-file with the path of a file that holds it',
    );
  return {
    url: parseUrl(url),
    key: oneWord(key),
    tenant: options.tenant ?? set(env['DESKHOOK_TENANT']),
    timeoutMs: options.timeout ?? TIMEOUT_MS,
  };
}

function statedKey(options: ConnectionOptions, env: NodeJS.ProcessEnv): string | undefined {
  if (options.keyFile !== undefined) return keyInFile(options.keyFile);
  const key = set(env['DESKHOOK_KEY']);
  if (key !== undefined) return key;
  const file = set(env['DESKHOOK_KEY_FILE']);
  return file === undefined ? undefined : keyInFile(file);
}

function keyInFile(path: string): string {
  let key: string;
  try {
    key = readFileSync(path, 'utf8').trim();
  } catch (cause) {
    throw new UsageError(`the key file cannot be read: ${messageOf(cause)}`, [], { cause });
  }
  if (key === '') throw new UsageError(`the key file ${path} is empty`);
  return key;
}

/** What cannot stand in a header would be told in the error of the request: a key never is. */
function oneWord(key: string): string {
  if (/^[\x21-\x7e]+$/.test(key)) return key;
  throw new UsageError(
    'the API key (DESKHOOK_KEY or its file) has blanks, line breaks or other characters that no key has: give the key alone',
  );
}

/** The text is not told: it may hold a password. */
function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:')
    throw new UsageError(
      'DESKHOOK_URL or --url must be an http or https URL, such as https://deskhook.example',
    );
  if (url.username !== '' || url.password !== '')
    throw new UsageError('DESKHOOK_URL or --url must not hold a login: who asks is told by the API key');
  return url;
}

/** Where the Deskhook of `npm start` runs, with its root key. */
export interface LocalRun {
  readonly url: string;
  readonly key: string;
  readonly natsUrl: string;
  readonly databaseUrl: string;
}

/** What `npm start` wrote, in the nearest folder that has it. */
export function localRun(folder = process.cwd()): LocalRun | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const found = runFileIn(at);
    if (found !== undefined || at === dirname(at)) return found;
  }
}

function runFileIn(folder: string): LocalRun | undefined {
  try {
    const info: unknown = JSON.parse(readFileSync(join(folder, '.deskhook', 'run.json'), 'utf8'));
    const [url, key, natsUrl, databaseUrl] = ['gatewayUrl', 'rootKey', 'natsUrl', 'databaseUrl'].map((name) =>
      textMember(info, name),
    );
    if (url === undefined || key === undefined || natsUrl === undefined || databaseUrl === undefined)
      return undefined;
    return { url, key, natsUrl, databaseUrl };
  } catch {
    return undefined;
  }
}

function textMember(value: unknown, name: string): string | undefined {
  const found: unknown =
    typeof value === 'object' && value !== null
      ? Object.getOwnPropertyDescriptor(value, name)?.value
      : undefined;
  return typeof found === 'string' ? found : undefined;
}

/** An empty variable counts as unset, as for services. */
function set(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === '' ? undefined : value.trim();
}

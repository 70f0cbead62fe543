import { readFile, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { messageOf, UsageError } from '../cli-error.js';

/** A file of documents, or what came on standard input. */
export interface Source {
  /** As it was named, for messages. */
  readonly file: string;
  /** What relative paths in it start from. */
  readonly folder: string;
  readonly text: string;
}

export const STDIN = '-';
const BYTES_MAX = 10_000_000;
const FILES_MAX = 5_000;
const MANIFEST_FILE = /\.(ya?ml|json)$/;

/** The sources that paths name: files, folders with all that is below them, `-` for standard input. In a steady order. */
export async function readSources(
  paths: readonly string[],
  stdin: NodeJS.ReadableStream,
): Promise<readonly Source[]> {
  const sources: Source[] = [];
  for (const path of paths) {
    if (path === STDIN) sources.push({ file: 'stdin', folder: process.cwd(), text: await text(stdin) });
    else for (const file of await filesAt(path)) sources.push(await readSource(file));
  }
  return sources;
}

async function filesAt(path: string): Promise<readonly string[]> {
  const found = await orUsageError(path, () => stat(path));
  if (!found.isDirectory()) return [path];
  const entries = await orUsageError(path, () => readdir(path, { recursive: true }));
  const files = entries.filter((name) => MANIFEST_FILE.test(name) && !isHidden(name)).toSorted();
  if (files.length === 0) throw new UsageError(`${path} has no .yaml, .yml or .json file`);
  if (files.length > FILES_MAX) throw new UsageError(`${path} has more than ${FILES_MAX} files`);
  return files.map((name) => join(path, name));
}

async function readSource(file: string): Promise<Source> {
  const { size } = await orUsageError(file, () => stat(file));
  if (size > BYTES_MAX) throw new UsageError(`${file} has more than ${BYTES_MAX} bytes: split it`);
  return { file, folder: dirname(file), text: await orUsageError(file, () => readFile(file, 'utf8')) };
}

async function orUsageError<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    throw new UsageError(`${path} cannot be read: ${messageOf(cause)}`, [], { cause });
  }
}

const isHidden = (name: string): boolean => name.split(/[/\\]/).some((part) => part.startsWith('.'));

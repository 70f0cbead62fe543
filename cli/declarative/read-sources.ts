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
  /** It was found in a folder: what is no document of ours is none of our business there. */
  readonly isFound: boolean;
}

export const STDIN = '-';
const BYTES_MAX = 10_000_000;
const FILES_MAX = 10_000;
/** Folders of packages hold much YAML and JSON that nobody wrote for us. */
const PASSED_BY = /^(\..*|node_modules)$/;
const MANIFEST_FILE = /\.(ya?ml|json)$/;

/**
 * The sources that paths name: files, folders with all that is below them except dot folders and node_modules, `-` for standard
 * input. In a steady order.
 */
export async function readSources(
  paths: readonly string[],
  stdin: NodeJS.ReadableStream,
): Promise<readonly Source[]> {
  const sources: Source[] = [];
  for (const path of paths) {
    if (path === STDIN)
      sources.push({ file: 'stdin', folder: process.cwd(), text: await text(stdin), isFound: false });
    else sources.push(...(await sourcesAt(path)));
  }
  return sources;
}

async function sourcesAt(path: string): Promise<readonly Source[]> {
  const found = await orUsageError(path, () => stat(path));
  if (!found.isDirectory()) return [await readSource(path, false)];
  const files = await filesBelow(path);
  if (files.length === 0) throw new UsageError(`${path} has no .yaml, .yml or .json file`);
  const sources: Source[] = [];
  for (const file of files.toSorted()) sources.push(await readSource(file, true));
  return sources;
}

/** Links to folders are not followed, so there is an end; links to files are, since that is how Kubernetes mounts them. */
async function filesBelow(top: string): Promise<readonly string[]> {
  const files: string[] = [];
  const folders = [top];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const from = folder;
    const entries = await orUsageError(from, () => readdir(from, { withFileTypes: true }));
    for (const entry of entries.filter(({ name }) => !PASSED_BY.test(name))) {
      if (entry.isDirectory()) folders.push(join(from, entry.name));
      else if (MANIFEST_FILE.test(entry.name)) files.push(join(from, entry.name));
    }
    if (files.length > FILES_MAX)
      throw new UsageError(
        `${top} has more than ${FILES_MAX} .yaml, .yml and .json files: name the folder that holds the documents`,
      );
  }
  return files;
}

async function readSource(file: string, isFound: boolean): Promise<Source> {
  const { size } = await orUsageError(file, () => stat(file));
  if (size > BYTES_MAX) throw new UsageError(`${file} has more than ${BYTES_MAX} bytes: split it`);
  const content = await orUsageError(file, () => readFile(file, 'utf8'));
  return { file, folder: dirname(file), text: content, isFound };
}

async function orUsageError<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    throw new UsageError(`${path} cannot be read: ${messageOf(cause)}`, [], { cause });
  }
}

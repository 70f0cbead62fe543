import { rename, writeFile } from 'node:fs/promises';

/** Writes JSON that only we may read, whole or not at all. */
export async function writePrivateFile(path: string, content: object): Promise<void> {
  const fresh = `${path}.${process.pid}`;
  await writeFile(fresh, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  await rename(fresh, path);
}

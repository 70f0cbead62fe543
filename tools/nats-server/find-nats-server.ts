import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stateDirectory } from '../local-stack/project-root.js';
import { type Cache, defaultCache, findInCache } from './cache.js';
import { fetchFromDebian } from './debian-package.js';
import { fetchFromDocker } from './docker-image.js';
import { findOnPath } from './on-path.js';
import type { Outcome } from './outcome.js';
import { fetchRelease } from './release-download.js';
import { oldestVersion } from './version.js';

export class NatsServerNotFoundError extends Error {
  override readonly name = 'NatsServerNotFoundError';
}

export interface NatsServerBinary {
  readonly binary: string;
  readonly version: string;
}

export interface FindOptions {
  readonly cache?: Cache;
  readonly path?: string;
  /** Told which place is asked next, where that may take a while. */
  readonly onProgress?: (line: string) => void;
}

interface Place {
  readonly name: string;
  readonly slow: boolean;
  readonly find: () => Promise<Outcome>;
}

/** Set by `npm test` for its workers, so that the search is made once. */
export const foundBinaryVariable = 'DESKHOOK_NATS_SERVER';

/** Finds a nats-server to run, or fetches one; one error says all that was tried and what to do. */
export async function findNatsServer(options: FindOptions = {}): Promise<NatsServerBinary> {
  const work = await mkdtemp(join(tmpdir(), 'deskhook-nats-'));
  const reasons: string[] = [];
  try {
    for (const place of placesToLook(options, work)) {
      if (place.slow) options.onProgress?.(`Looking for nats-server ${oldestVersion}+: ${place.name} …`);
      const outcome = await place.find();
      if (outcome.kind === 'found') return outcome;
      reasons.push(`${place.name}: ${outcome.reason}`);
    }
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  throw new NatsServerNotFoundError(notFound(reasons));
}

function placesToLook(options: FindOptions, work: string): readonly Place[] {
  const cache = options.cache ?? defaultCache(stateDirectory());
  const path = options.path ?? process.env['PATH'] ?? '';
  return [
    { name: 'PATH', slow: false, find: () => findOnPath(path) },
    { name: 'the cache', slow: false, find: () => findInCache(cache) },
    { name: 'Docker', slow: true, find: () => fetchFromDocker(cache, work) },
    { name: "Debian's newer suites", slow: true, find: () => fetchFromDebian(cache, work) },
    { name: 'the official release', slow: true, find: () => fetchRelease(cache, work) },
  ];
}

function notFound(reasons: readonly string[]): string {
  return [
    `No nats-server ${oldestVersion} or newer could be found or fetched. Tried, in this order:`,
    ...reasons.map((reason) => `  - ${reason}`),
    `What to do: put nats-server ${oldestVersion}+ on PATH, or set DESKHOOK_NATS_URL to a running broker,`,
    'or start Docker, or give this machine access to a Debian mirror; then run the command again.',
  ].join('\n');
}

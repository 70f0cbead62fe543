import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { stateDirectory } from '../../tools/local-stack/project-root.js';
import { runExample } from './run-example.js';

const OLDEST_MINOR = 21;

/** The go on PATH, if it is new enough; null, said aloud, where there is none: the tests need nothing else of it. */
export function findGo(): string | null {
  try {
    const version = execFileSync('go', ['env', 'GOVERSION'], { encoding: 'utf8', timeout: 20_000 });
    const minor = Number(/^go1\.(\d+)/.exec(version)?.[1] ?? 0);
    return minor >= OLDEST_MINOR ? 'go' : missing(`go is ${version.trim()}`);
  } catch {
    return missing('there is no go on PATH');
  }
}

function missing(why: string): null {
  const what = `examples/go is not run, because ${why}: install Go 1.${OLDEST_MINOR} or newer.`;
  process.stderr.write(`SKIPPED: ${what}\n`);
  return null;
}

/**
 * Builds the example into a folder, from the standard library alone, and returns the program. The cache is kept: Go compiles
 * its library at the first time, which takes a minute or more.
 */
export async function buildGoExample(command: string, target: string): Promise<string> {
  const cache = join(stateDirectory(), 'cache', 'go-build');
  mkdirSync(cache, { recursive: true });
  const env = {
    GOCACHE: cache,
    GOPATH: target,
    GOPROXY: 'off',
    GOTOOLCHAIN: 'local',
    GOFLAGS: '-mod=readonly',
    CGO_ENABLED: '0',
  };
  const program = join(target, 'publish');
  const built = await runExample({ command, args: ['build', '-o', program, '.'], folder: 'go' }, env);
  if (built.code !== 0) throw new Error(`go build failed: ${built.stderr}`);
  return program;
}

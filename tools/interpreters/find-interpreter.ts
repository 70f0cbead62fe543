import { stateDirectory } from '../local-stack/project-root.js';
import { defaultCache } from '../nats-server/cache.js';
import { failed, type Outcome } from '../nats-server/outcome.js';
import { aptInstall } from './apt.js';
import { type Interpreter, interpreters } from './interpreters.js';
import { findOnPath } from './on-path.js';
import { findUnpacked, unpackPackages } from './unpacked-packages.js';

export class InterpreterNotFoundError extends Error {
  override readonly name = 'InterpreterNotFoundError';
}

export interface FoundInterpreter {
  readonly binary: string;
  readonly version: string;
}

export interface FindOptions {
  readonly path?: string;
  /** Where unpacked packages are kept. */
  readonly cache?: string;
  readonly isRoot?: boolean;
  /** Told what is done next, where that may take a while. */
  readonly onProgress?: (line: string) => void;
}

interface Place {
  readonly name: string;
  readonly slow: boolean;
  readonly find: () => Promise<Outcome>;
}

/** Finds the interpreter of a kind of receiver, or installs Debian's; one error says all that was tried and what to do. */
export async function findInterpreter(
  name: keyof typeof interpreters,
  options: FindOptions = {},
): Promise<FoundInterpreter> {
  const interpreter = interpreters[name];
  const reasons: string[] = [];
  for (const place of placesToLook(interpreter, options)) {
    if (place.slow) options.onProgress?.(`Looking for ${interpreter.command}: ${place.name} …`);
    const outcome = await place.find();
    if (outcome.kind === 'found') return outcome;
    reasons.push(`${place.name}: ${outcome.reason}`);
  }
  throw new InterpreterNotFoundError(notFound(interpreter, reasons));
}

function placesToLook(interpreter: Interpreter, options: FindOptions): readonly Place[] {
  const path = options.path ?? process.env['PATH'] ?? '';
  const cache = options.cache ?? defaultCache(stateDirectory()).project;
  const isRoot = options.isRoot ?? process.getuid?.() === 0;
  return [
    { name: 'PATH', slow: false, find: () => findOnPath(interpreter, path) },
    { name: 'the cache', slow: false, find: () => findUnpacked(interpreter, cache) },
    ...(interpreter.installs
      ? [{ name: "apt's installation", slow: isRoot, find: () => install(interpreter, path, isRoot) }]
      : []),
    { name: "apt's packages, unpacked", slow: true, find: () => unpackPackages(interpreter, cache) },
  ];
}

async function install(interpreter: Interpreter, path: string, isRoot: boolean): Promise<Outcome> {
  if (!isRoot) return failed('only root can install');
  const installed = await aptInstall([interpreter.package]);
  if (installed.kind === 'failed') return failed(installed.reason);
  return await findOnPath(interpreter, `${path}:/usr/bin`);
}

function notFound(interpreter: Interpreter, reasons: readonly string[]): string {
  return [
    `No ${interpreter.command} ${interpreter.oldest.join('.')} or newer could be found or installed. Tried, in this order:`,
    ...reasons.map((reason) => `  - ${reason}`),
    `What to do, as root: apt-get update && apt-get install -y --no-install-recommends ${interpreter.package}`,
    '(elsewhere than on Debian: put it on PATH); then run the command again.',
  ].join('\n');
}

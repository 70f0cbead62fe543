import { posix } from 'node:path';
import { nameOf, type Room, roomOf } from './room.js';

/** What each lib may import of the others; everything above may import them all. */
const libsBelow: Readonly<Record<string, readonly string[]>> = {
  runtime: ['messaging', 'telemetry', 'contracts', 'dialects', 'domain'],
  messaging: ['telemetry', 'contracts', 'dialects', 'domain'],
  database: ['contracts', 'dialects', 'domain'],
  telemetry: [],
  contracts: ['connectors', 'dialects', 'domain'],
  connectors: ['domain'],
  dialects: ['domain'],
  // Published on its own: it stands alone.
  publisher: [],
  domain: [],
};

/**
 * The pure rooms: no input or output, no framework. ipaddr.js is arithmetic on addresses and nothing else; liquidjs, as the
 * template dialect sets it up, makes texts of values and nothing else; re2js finds patterns in texts and nothing else.
 */
const outsideAllowed: Readonly<Record<string, (specifier: string) => boolean>> = {
  domain: (specifier) => ['node:crypto', 'ipaddr.js', 're2js'].includes(specifier),
  dialects: (specifier) => ['node:crypto', 'node:buffer', 'liquidjs'].includes(specifier),
  connectors: (specifier) => ['node:crypto', 'node:buffer'].includes(specifier),
};

/** Tests may use what they need to test with. */
const isTest = (path: string): boolean => /\.(int-|e2e-)?spec\.ts$/.test(path);

/** A page of the documentation, taken as text, so that the console and the documentation cannot disagree. */
const isText = (target: string): boolean => target.startsWith('docs/') && target.endsWith('?raw');

/** Why a file must not import that; undefined when it may. */
export function judgeImport(path: string, specifier: string): string | undefined {
  const from = roomOf(path);
  if (from.kind === 'free') return undefined;
  if (specifier.startsWith('.')) return judgeRelative(path, from, specifier);
  const lib = /^@deskhook\/([^/]+)(\/.*)?$/.exec(specifier);
  if (lib === null) return judgeOutside(path, from, specifier);
  const [, name = '', below] = lib;
  if (below !== undefined) return `import @deskhook/${name} by its name alone: its index says what is public`;
  if (from.kind === 'console' && isTest(path)) return undefined;
  return judgeLib(from, name);
}

function judgeRelative(path: string, from: Room, specifier: string): string | undefined {
  const target = posix.join(posix.dirname(path), specifier);
  const to = roomOf(target);
  if (nameOf(to) === nameOf(from)) return undefined;
  if (to.kind === 'lib') return `import it by its name, @deskhook/${to.name}, not by a path`;
  if (from.kind === 'composition-root') return undefined;
  if (isTest(path) && to.kind === 'free') return undefined;
  if (from.kind === 'console' && isText(target)) return undefined;
  return `${nameOf(from)} may not import ${nameOf(to)}`;
}

function judgeLib(from: Room, name: string): string | undefined {
  if (from.kind === 'console') return `the console knows the API alone, not libs/${name}`;
  if (from.kind !== 'lib') return undefined;
  if (from.name === name) return `inside ${nameOf(from)} import by a relative path`;
  const allowed = libsBelow[from.name] ?? [];
  return allowed.includes(name) ? undefined : `${nameOf(from)} may not import libs/${name}`;
}

function judgeOutside(path: string, from: Room, specifier: string): string | undefined {
  if (
    from.kind === 'console' &&
    specifier.startsWith('node:') &&
    path.startsWith('console/src/') &&
    !isTest(path)
  )
    return `a browser has no ${specifier}`;
  if (from.kind !== 'lib' || isTest(path)) return undefined;
  const allowed = outsideAllowed[from.name];
  return allowed === undefined || allowed(specifier) ? undefined : `${nameOf(from)} is pure: no ${specifier}`;
}

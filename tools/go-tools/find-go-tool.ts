import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { stateDirectory } from '../local-stack/project-root.js';
import { failed, type Outcome } from '../nats-server/outcome.js';
import { runCommand } from '../nats-server/run-command.js';
import { goInstall } from './go-install.js';
import { type GoTool, goTools } from './go-tools.js';

const versionTimeoutMs = 20_000;

export interface FindOptions {
  readonly path?: string;
  /** Where programs that were built are kept. */
  readonly cache?: string;
  /** Told what is done next, where that may take a while. */
  readonly onProgress?: (line: string) => void;
}

/** Finds a program of the table: the named one, PATH's, the one built before; else it is built, where there is Go. */
export async function findGoTool(name: keyof typeof goTools, options: FindOptions = {}): Promise<Outcome> {
  const tool: GoTool = goTools[name];
  const cache = options.cache ?? join(stateDirectory(), 'cache', 'go-bin');
  const path = options.path ?? process.env['PATH'] ?? '';
  const reasons: string[] = [];
  for (const candidate of [
    process.env[tool.variable] ?? '',
    ...onPath(tool, path),
    join(cache, tool.command),
  ]) {
    if (!existsSync(candidate)) continue;
    const outcome = await checkTool(tool, candidate);
    if (outcome.kind === 'found') return outcome;
    reasons.push(outcome.reason);
  }
  options.onProgress?.(`Building ${tool.command} by go install ${tool.module}; this may take some minutes …`);
  const built = await goInstall(tool, cache);
  if (built.kind === 'ok') return await checkTool(tool, join(cache, tool.command));
  reasons.push(`go install ${tool.module}: ${built.reason}`);
  return failed(reasons.join('; '));
}

const onPath = ({ command }: GoTool, path: string): readonly string[] =>
  path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, command));

async function checkTool(tool: GoTool, binary: string): Promise<Outcome> {
  const result = await runCommand(binary, tool.versionArguments, { timeoutMs: versionTimeoutMs });
  if (result.kind === 'failed') return failed(`${binary} does not run: ${result.reason}`);
  const version = tool.versionPattern.exec(result.stdout)?.[1];
  if (version === undefined) return failed(`${binary} does not tell its version`);
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = tool.oldest;
  const isNew = major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
  return isNew
    ? { kind: 'found', binary, version }
    : failed(`${binary} is ${version}, and ${tool.oldest.join('.')} is needed`);
}

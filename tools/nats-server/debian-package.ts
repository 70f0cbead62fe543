import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Cache, store } from './cache.js';
import { type DebianMirror, findMirror } from './debian-mirror.js';
import { failed, type Outcome } from './outcome.js';
import { type CommandResult, runCommand } from './run-command.js';

const suites = ['forky', 'sid'];
const keyrings = [
  '/usr/share/keyrings/debian-archive-keyring.gpg',
  '/usr/share/keyrings/debian-archive-keyring.pgp',
];
const indexTimeoutMs = 120_000;
const packageTimeoutMs = 120_000;
const unpackTimeoutMs = 30_000;

/**
 * Takes nats-server from a newer Debian suite: apt checks the archive's signature and the package's
 * checksum; its lists, state and caches are ours alone, the system's are neither read nor written.
 */
export async function fetchFromDebian(cache: Cache, workFolder: string): Promise<Outcome> {
  const mirror = await systemMirror();
  if (typeof mirror === 'string') return failed(mirror);
  const keyring = keyrings.find((path) => existsSync(path)) ?? mirror.signedBy;
  if (keyring === undefined) return failed('the Debian archive keyring is not installed');
  const reasons: string[] = [];
  for (const suite of suites) {
    const folder = join(workFolder, suite);
    const options = await prepare(folder, `deb [signed-by=${keyring}] ${mirror.uri} ${suite} main\n`);
    const fetched = await download(options, folder);
    if (fetched.kind === 'ok') return await unpack(folder, cache);
    reasons.push(`${suite}: ${fetched.reason}`);
  }
  return failed(reasons.join('; '));
}

async function systemMirror(): Promise<DebianMirror | string> {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  if (!/^ID=debian$/m.test(release)) return 'this system is not Debian';
  const codename = /^VERSION_CODENAME=(\S+)$/m.exec(release)?.[1] ?? 'stable';
  const parts = await readdir('/etc/apt/sources.list.d').catch(() => []);
  const names = ['/etc/apt/sources.list', ...parts.map((part) => `/etc/apt/sources.list.d/${part}`)];
  const files = names
    .filter((name) => name.endsWith('.list') || name.endsWith('.sources'))
    .map(async (name) => ({ name, text: await readFile(name, 'utf8').catch(() => '') }));
  return findMirror(await Promise.all(files), codename) ?? "the system's apt sources name no Debian mirror";
}

/** apt with every folder of its own; only the system's proxy settings stay in force. */
async function prepare(folder: string, source: string): Promise<readonly string[]> {
  for (const part of ['etc', 'state/lists/partial', 'cache/archives/partial']) {
    await mkdir(join(folder, part), { recursive: true });
  }
  // apt downloads as a user of its own where it can; let that user reach the folders.
  await chmod(dirname(folder), 0o755);
  const settings = [
    `Dir::State "${folder}/state";`,
    `Dir::State::status "${folder}/state/status";`,
    `Dir::Cache "${folder}/cache";`,
    `Dir::Etc::SourceList "${folder}/etc/sources.list";`,
    `Dir::Etc::SourceParts "/dev/null";`,
    `Dir::Etc::Preferences "/dev/null";`,
    `Dir::Etc::PreferencesParts "/dev/null";`,
    'Acquire::Languages "none";',
    'Acquire::AllowInsecureRepositories "false";',
    // Hooks of the system (clean-ups, catalogues) are none of our business.
    '#clear APT::Update::Pre-Invoke;',
    '#clear APT::Update::Post-Invoke;',
    '#clear APT::Update::Post-Invoke-Success;',
  ];
  await writeFile(join(folder, 'etc/sources.list'), source);
  await writeFile(join(folder, 'state/status'), '');
  await writeFile(join(folder, 'apt.conf'), `${settings.join('\n')}\n`);
  return ['-c', join(folder, 'apt.conf')];
}

async function download(options: readonly string[], folder: string): Promise<CommandResult> {
  const update = (extra: readonly string[]): Promise<CommandResult> =>
    runCommand('apt-get', [...options, ...extra, 'update'], { timeoutMs: indexTimeoutMs });
  let updated = await update([]);
  if (updated.kind === 'failed' && updated.reason.includes('is expired')) {
    // A frozen mirror: its signature still proves whose index it is, only not that it is the latest.
    updated = await update(['-o', 'Acquire::Check-Valid-Until=false']);
  }
  if (updated.kind === 'failed') return updated;
  const args = [...options, 'download', 'nats-server'];
  return await runCommand('apt-get', args, { timeoutMs: packageTimeoutMs, cwd: folder });
}

async function unpack(folder: string, cache: Cache): Promise<Outcome> {
  const archive = (await readdir(folder)).find((name) => name.endsWith('.deb'));
  if (archive === undefined) return failed('apt downloaded nothing');
  const args = ['-x', join(folder, archive), join(folder, 'unpacked')];
  const unpacked = await runCommand('dpkg-deb', args, { timeoutMs: unpackTimeoutMs });
  if (unpacked.kind === 'failed') return failed(`${archive}: ${unpacked.reason}`);
  const places = ['usr/sbin', 'usr/bin'].map((place) => join(folder, 'unpacked', place, 'nats-server'));
  const binary = places.find((place) => existsSync(place));
  return binary === undefined ? failed(`${archive} has no nats-server`) : await store(binary, cache);
}

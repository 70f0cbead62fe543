import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { failed, type Outcome } from '../nats-server/outcome.js';
import { runCommand } from '../nats-server/run-command.js';
import { aptInstall } from './apt.js';
import { checkInterpreter } from './check-interpreter.js';
import type { Interpreter } from './interpreters.js';

const unpackTimeoutMs = 60_000;

/**
 * Debian's packages without the right to install: apt resolves and fetches, into folders of ours and with all its
 * checks of signatures, what this system lacks of the package; it is then unpacked beside a launcher.
 */
export async function unpackPackages(
  interpreter: Interpreter,
  cache: string,
  dpkgStatus = '/var/lib/dpkg/status',
): Promise<Outcome> {
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(join(cache, `${interpreter.command}-`));
  try {
    // apt may fetch as a user of its own.
    await chmod(work, 0o755);
    const archives = await fetchArchives(interpreter, work, dpkgStatus);
    if (typeof archives === 'string') return failed(archives);
    return await putTogether(interpreter, archives, work, cache);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** What an earlier run unpacked. */
export async function findUnpacked(interpreter: Interpreter, cache: string): Promise<Outcome> {
  const launcher = launcherIn(folderIn(cache, interpreter), interpreter);
  if (!existsSync(launcher)) return failed(`nothing is cached in ${cache}`);
  return await checkInterpreter(interpreter, launcher);
}

const folderIn = (cache: string, interpreter: Interpreter): string =>
  join(cache, `${interpreter.command}-${process.arch}`);

const launcherIn = (folder: string, interpreter: Interpreter): string => join(folder, interpreter.command);

/** The downloaded packages' paths, or why there are none. */
async function fetchArchives(
  interpreter: Interpreter,
  work: string,
  dpkgStatus: string,
): Promise<readonly string[] | string> {
  const archives = join(work, 'cache/archives');
  await mkdir(join(work, 'state/lists/partial'), { recursive: true });
  await mkdir(join(archives, 'partial'), { recursive: true });
  const settings = [
    `Dir::State "${work}/state";`,
    `Dir::State::status "${dpkgStatus}";`,
    `Dir::Cache "${work}/cache";`,
    // The system's lock stays with root; what it guards is only read here.
    'Debug::NoLocking "true";',
    'Acquire::Languages "none";',
    // Hooks of the system (clean-ups, catalogues) are none of our business.
    '#clear APT::Update::Pre-Invoke;',
    '#clear APT::Update::Post-Invoke;',
    '#clear APT::Update::Post-Invoke-Success;',
  ];
  await writeFile(join(work, 'apt.conf'), `${settings.join('\n')}\n`);
  const options = ['-c', join(work, 'apt.conf'), '--download-only'];
  const fetched = await aptInstall([interpreter.package], options);
  if (fetched.kind === 'failed') return fetched.reason;
  const names = (await readdir(archives)).filter((name) => name.endsWith('.deb'));
  return names.length === 0 ? 'apt downloaded nothing' : names.map((name) => join(archives, name));
}

async function putTogether(
  interpreter: Interpreter,
  archives: readonly string[],
  work: string,
  cache: string,
): Promise<Outcome> {
  const fresh = join(work, 'unpacked');
  for (const archive of archives) {
    const args = ['-x', archive, join(fresh, 'root')];
    await mkdir(join(fresh, 'root'), { recursive: true });
    const unpacked = await runCommand('dpkg-deb', args, { timeoutMs: unpackTimeoutMs });
    if (unpacked.kind === 'failed') return failed(`${archive}: ${unpacked.reason}`);
  }
  const programs = await readdir(join(fresh, 'root', interpreter.folder)).catch(() => []);
  const program = programs.find((name) => interpreter.filePattern.test(name));
  if (program === undefined)
    return failed(`the packages of ${interpreter.package} have no ${interpreter.command}`);
  await writeFile(launcherIn(fresh, interpreter), launcher(program, interpreter), { mode: 0o755 });
  const outcome = await checkInterpreter(interpreter, launcherIn(fresh, interpreter));
  if (outcome.kind === 'failed') return outcome;
  const folder = folderIn(cache, interpreter);
  await rm(folder, { recursive: true, force: true });
  await rename(fresh, folder);
  return { ...outcome, binary: launcherIn(folder, interpreter) };
}

/** Runs a program from where it was unpacked: its libraries lie beside it, and Python's modules and Chromium's fonts too. */
function launcher(program: string, { folder, unpackedArguments }: Interpreter): string {
  return `#!/bin/sh
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
root=$here/root
for folder in "$root"/lib/*-linux-gnu "$root"/usr/lib/*-linux-gnu; do
  [ -d "$folder" ] && LD_LIBRARY_PATH=$folder\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
done
export LD_LIBRARY_PATH
[ -d "$root/usr/lib/${program}" ] && export PYTHONHOME="$root/usr"
[ -f "$root/etc/fonts/fonts.conf" ] && export FONTCONFIG_SYSROOT="$root"
exec ${[`"$root/${folder}/${program}"`, ...unpackedArguments].join(' ')} "$@"
`;
}

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chromiumBinary } from '../../test/support/chromium.js';
import { phpBinary } from '../../test/support/php.js';
import { prometheusBinary } from '../../test/support/prometheus.js';
import { pythonBinary } from '../../test/support/python.js';
import { runCommand } from '../nats-server/run-command.js';
import { checkInterpreter } from './check-interpreter.js';
import { findInterpreter } from './find-interpreter.js';
import { foundBinaryVariables, interpreters } from './interpreters.js';

const { PATH } = process.env;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskhook-interpreter-'));
});
afterEach(async () => {
  process.env['PATH'] = PATH;
  await rm(folder, { recursive: true, force: true });
});

async function aProgram(path: string, script: string): Promise<string> {
  const file = join(folder, path);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return file;
}

const aPhp = (path: string, version: string): Promise<string> =>
  aProgram(path, `echo "PHP ${version} (cli) (built: today) (NTS)"`);

/** Stands in for Debian's programs, before the machine's own. */
async function aDebian(aptGet: string): Promise<void> {
  await aProgram('debian/apt-get', `echo "$*" >> '${join(folder, 'apt.log')}'\n${aptGet}`);
  // A package is a tar archive here.
  await aProgram('debian/dpkg-deb', 'exec tar -xf "$2" -C "$3"');
  process.env['PATH'] = [join(folder, 'debian'), PATH].join(delimiter);
}

const options = (path: string, isRoot = false) => ({
  path: join(folder, path),
  cache: join(folder, 'cache'),
  isRoot,
});

describe('an interpreter on PATH', () => {
  it('is taken; what is too old or another program does not hide it', async () => {
    await aPhp('old/php', '7.4.33');
    await aProgram('cgi/php', 'echo "PHP 8.2.1 (cgi-fcgi)"');
    const php = await aPhp('bin/php', '8.4.0-dev');
    const path = ['missing', 'old', 'cgi', 'bin'].map((name) => join(folder, name)).join(delimiter);
    expect(await findInterpreter('php', { path })).toEqual({ kind: 'found', binary: php, version: '8.4.0' });
  });

  it('is taken under another name, too, unless that is a shim without a program', async () => {
    await aProgram('shim/chromium-browser', 'echo "requires the chromium snap to be installed" >&2; exit 1');
    const chrome = await aProgram('bin/google-chrome', 'echo "Google Chrome 156.0.8078.79 "');
    const path = ['shim', 'bin'].map((name) => join(folder, name)).join(delimiter);
    const found = await findInterpreter('chromium', { path });
    expect(found).toEqual({ kind: 'found', binary: chrome, version: '156.0.8078' });
  });
});

describe('without one', () => {
  it("root installs Debian's package", async () => {
    await aDebian(
      `case "$*" in *install*) mkdir -p '${folder}/bin'; ln -s '${phpBinary()}' '${folder}/bin/php';; esac`,
    );
    const found = await findInterpreter('php', options('bin', true));
    expect(found.binary).toBe(join(folder, 'bin', 'php'));
    expect((await readFile(join(folder, 'apt.log'), 'utf8')).split('\n')).toEqual([
      expect.stringMatching(/^-y .*update$/),
      expect.stringMatching(/^-y .*install --no-install-recommends php-cli$/),
      '',
    ]);
  });

  it('others unpack the packages into the cache, once', async () => {
    const program = await aProgram('package/usr/bin/php8.9', 'echo "PHP 8.9.1 (cli) [$LD_LIBRARY_PATH] $*"');
    await mkdir(join(folder, 'package/usr/lib/arm64-linux-gnu'), { recursive: true });
    const pack = `tar -cf "$cache/archives/php.deb" -C '${join(folder, 'package')}' usr`;
    await aDebian(
      `cache=$(sed -n 's/^Dir::Cache "\\(.*\\)";/\\1/p' "$5"); case "$*" in *install*) ${pack};; esac`,
    );
    const first = await findInterpreter('php', options('bin'));
    expect(first).toMatchObject({ version: '8.9.1', binary: expect.stringContaining(join(folder, 'cache')) });
    await rm(program);
    await rm(join(folder, 'debian/apt-get'));
    expect(await findInterpreter('php', options('bin'))).toEqual(first);
  });

  it("others run Chromium's program itself, with its fonts and without a sandbox", async () => {
    // Debian's script knows the folders of an installation only.
    await aProgram('package/usr/bin/chromium', 'exec /usr/lib/chromium/chromium "$@"');
    const says = 'echo "Chromium 156.0.8078.79 built on Debian [$FONTCONFIG_SYSROOT] $*"';
    await aProgram('package/usr/lib/chromium/chromium', says);
    await mkdir(join(folder, 'package/etc/fonts'), { recursive: true });
    await writeFile(join(folder, 'package/etc/fonts/fonts.conf'), '<fontconfig/>');
    const pack = `tar -cf "$cache/archives/chromium.deb" -C '${join(folder, 'package')}' usr etc`;
    await aDebian(
      `cache=$(sed -n 's/^Dir::Cache "\\(.*\\)";/\\1/p' "$5"); case "$*" in *install*) ${pack};; esac`,
    );
    const { binary } = await findInterpreter('chromium', options('bin'));
    const root = join(dirname(binary), 'root');
    expect(await runCommand(binary, ['--headless'], { timeoutMs: 10_000 })).toEqual({
      kind: 'ok',
      stdout: `Chromium 156.0.8078.79 built on Debian [${root}] --no-sandbox --headless\n`,
    });
  });

  it.each([
    [
      'php',
      /PATH has no php[^]*only root can install[^]*apt-get install -y --no-install-recommends php-cli\n/,
    ],
    ['python', /PATH has no python3[^]*apt-get install -y --no-install-recommends python3\n/],
    ['chromium', /PATH has no chromium[^]*apt-get install -y --no-install-recommends chromium\n/],
  ] as const)('tells all that was tried for %s, and the one command to run', async (name, message) => {
    process.env['PATH'] = join(folder, 'empty');
    await expect(findInterpreter(name, options('bin'))).rejects.toThrow(message);
  });

  it('root, too, unpacks a server, since its installation would start it', async () => {
    await aProgram('package/usr/bin/prometheus', 'echo "prometheus, version 2.99.1+ds (branch: sid)"');
    const pack = `tar -cf "$cache/archives/prometheus.deb" -C '${join(folder, 'package')}' usr`;
    await aDebian(
      `cache=$(sed -n 's/^Dir::Cache "\\(.*\\)";/\\1/p' "$5"); case "$*" in *install*) ${pack};; esac`,
    );
    const found = await findInterpreter('prometheus', options('bin', true));
    expect(found).toMatchObject({
      version: '2.99.1',
      binary: expect.stringContaining(join(folder, 'cache')),
    });
    const asked = await readFile(join(folder, 'apt.log'), 'utf8');
    expect(asked.split('\n').filter((line) => line.includes(' install '))).toEqual([
      expect.stringContaining('--download-only'),
    ]);
  });

  it("passes apt's reason on", async () => {
    await aDebian('echo "E: Could not resolve deb.example" >&2; exit 100');
    await expect(findInterpreter('python', options('bin', true))).rejects.toThrow(
      /apt's installation: [^\n]*Could not resolve[^]*unpacked: [^\n]*Could not resolve/,
    );
  });
});

describe('the run of the tests', () => {
  it.each(['php', 'python', 'chromium', 'prometheus'] as const)('has found its own %s', async (name) => {
    expect(process.env[foundBinaryVariables[name]]).toBeDefined();
    const binaries = {
      php: phpBinary,
      python: pythonBinary,
      chromium: chromiumBinary,
      prometheus: prometheusBinary,
    };
    const binary = binaries[name]();
    expect(await checkInterpreter(interpreters[name], binary)).toMatchObject({ kind: 'found', binary });
  });
});

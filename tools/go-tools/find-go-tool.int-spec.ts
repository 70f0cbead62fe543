import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { findGoTool } from './find-go-tool.js';

const { PATH, DESKHOOK_HELM } = process.env;
let folder: string;

beforeEach(async () => {
  delete process.env['DESKHOOK_HELM'];
  folder = await mkdtemp(join(tmpdir(), 'deskhook-go-tool-'));
});
afterEach(async () => {
  process.env['PATH'] = PATH;
  if (DESKHOOK_HELM !== undefined) process.env['DESKHOOK_HELM'] = DESKHOOK_HELM;
  await rm(folder, { recursive: true, force: true });
});

async function aProgram(path: string, script: string): Promise<string> {
  const file = join(folder, path);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return file;
}

const options = (...folders: readonly string[]) => ({
  path: folders.map((name) => join(folder, name)).join(delimiter),
  cache: join(folder, 'cache'),
});

test('takes the one on PATH; what is too old does not hide it', async () => {
  await aProgram('old/helm', 'echo v3.9.4+gdbc6d8e');
  const helm = await aProgram('bin/helm', 'echo v3.17.0+g301108e');
  const found = await findGoTool('helm', options('old', 'bin'));
  expect(found).toEqual({ kind: 'found', binary: helm, version: '3.17' });
});

test('builds it once where it is nowhere, however many ask at once', async () => {
  const go = [
    `echo "$*" >> '${join(folder, 'go.log')}'`,
    'sleep 0.2',
    `printf '#!/bin/sh\\necho v4.3\\n' > "$GOBIN/helm"; chmod +x "$GOBIN/helm"`,
  ];
  await aProgram('go/go', go.join('\n'));
  process.env['PATH'] = [join(folder, 'go'), PATH].join(delimiter);
  const found = await Promise.all([1, 2, 3].map(() => findGoTool('helm', options('nowhere'))));
  const built = { kind: 'found', binary: join(folder, 'cache', 'helm'), version: '4.3' };
  expect(found).toEqual([built, built, built]);
  const log = await readFile(join(folder, 'go.log'), 'utf8');
  expect(log).toMatch(/^install -ldflags=-s -w helm\.sh\/helm\/v4\/cmd\/helm@v\d+\.\d+\.\d+\n$/);
});

test('says why there is none', async () => {
  await aProgram('old/helm', 'echo v2.17.0');
  await aProgram('go/go', 'echo "go: no such module" >&2; exit 1');
  process.env['PATH'] = [join(folder, 'go'), PATH].join(delimiter);
  const outcome = await findGoTool('helm', options('old'));
  expect(outcome).toMatchObject({
    kind: 'failed',
    reason: expect.stringMatching(/helm is 2\.17, and 3\.14 is needed; go install .*: go: no such module/),
  });
});

import { execFile } from 'node:child_process';
import { chmod, copyFile, cp, mkdir, mkdtemp, readFile, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../tools/local-stack/project-root.js';
import { lastOf, stageOf, type Dockerfile, type Instruction } from './dockerfile.js';

const run = promisify(execFile);
const NPM_MS_MAX = 300_000;

/** The image's files without Docker, and the Node that is to run them. */
export interface AssembledImage {
  readonly app: string;
  readonly node: string;
  remove(): Promise<void>;
}

/**
 * Does what the Dockerfile says: the commands of its stage `production` in a folder of their own, then the copies of the last
 * stage. Instead of the stage `build` there is the project's own `dist`, which the tests have built by the same command.
 */
export async function assembleImage(dockerfile: Dockerfile): Promise<AssembledImage> {
  const folder = await mkdtemp(join(tmpdir(), 'deskhook-image-'));
  const app = join(folder, 'app');
  const production = join(folder, basename(lastOf(stageOf(dockerfile, 'production'), 'WORKDIR')));
  await Promise.all([mkdir(app), mkdir(production)]);
  await runStage(stageOf(dockerfile, 'production').instructions, production);
  for (const { keyword, options, rest } of stageOf(dockerfile, '').instructions) {
    if (keyword === 'RUN') throw new Error('the last stage runs nothing: its base may have no shell');
    if (keyword !== 'COPY') continue;
    const root = options['from'] === 'production' ? production : projectRoot();
    const inStage =
      options['from'] === undefined ? '.' : lastOf(stageOf(dockerfile, options['from']), 'WORKDIR');
    // A stage of its own makes that, of what is in the runtime image.
    if (options['from'] !== 'launcher') await copy(rest, { root, inStage }, app);
  }
  const node = join(folder, 'node');
  await copyFile(process.execPath, node);
  // Whoever it runs as comes from outside.
  await chmod(folder, 0o755);
  return { app, node, remove: () => rm(folder, { recursive: true, force: true }) };
}

/**
 * The program `deskhook` as the stage `launcher` makes it for a base that has Node at that path; its name in the image comes along.
 */
export async function assembleLauncher(
  dockerfile: Dockerfile,
  node: string,
): Promise<{ readonly path: string; readonly text: string; readonly mode: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'deskhook-launcher-'));
  const runtime = join(folder, 'runtime');
  await mkdir(join(runtime, dirname(node)), { recursive: true });
  await symlink(process.execPath, join(runtime, node));
  for (const { keyword, options, rest } of stageOf(dockerfile, 'launcher').instructions) {
    if (keyword !== 'RUN') continue;
    const target = /target=([^,]+)/.exec(options['mount'] ?? '')?.[1] ?? '';
    await run('/bin/sh', ['-ec', rest.replaceAll(target, runtime)], { cwd: folder });
  }
  const copied = stageOf(dockerfile, '').instructions.find(({ options }) => options['from'] === 'launcher');
  const [source = '', path = ''] = copied?.rest.split(/\s+/) ?? [];
  const made = join(folder, relative(lastOf(stageOf(dockerfile, 'launcher'), 'WORKDIR'), source));
  const [text, { mode }] = await Promise.all([readFile(made, 'utf8'), stat(made)]);
  await rm(folder, { recursive: true });
  return { path, text, mode };
}

async function runStage(instructions: readonly Instruction[], folder: string): Promise<void> {
  for (const { keyword, rest } of instructions) {
    if (keyword === 'COPY') await copy(rest, { root: projectRoot(), inStage: '.' }, folder);
    if (keyword === 'RUN') await run('/bin/sh', ['-ec', rest], { cwd: folder, timeout: NPM_MS_MAX });
  }
}

interface Origin {
  readonly root: string;
  /** What the root is in the stage that is copied from. */
  readonly inStage: string;
}

/** `COPY a b ./` and `COPY --from=stage /deskhook/a ./a`. */
async function copy(rest: string, { root, inStage }: Origin, folder: string): Promise<void> {
  const words = rest.split(/\s+/);
  const target = words.pop() ?? '';
  for (const word of words) {
    const source = join(root, relative(inStage, word));
    const into = target.endsWith('/') ? join(target, basename(source)) : target;
    await mkdir(dirname(join(folder, into)), { recursive: true });
    await cp(source, join(folder, into), { recursive: true, filter: (path) => !isTest(path) });
  }
}

/** What `.dockerignore` keeps out of the build. */
const isTest = (path: string): boolean => /spec\.js(\.map)?$/.test(path);

import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { projectRoot } from '../local-stack/project-root.js';

const run = promisify(execFile);

/** How a consumer's program takes modules, and what package.json says of files of that kind. */
const FORMATS = [
  { folder: 'esm', type: 'module' },
  { folder: 'cjs', type: 'commonjs' },
] as const;

const COMPILER_OPTIONS = {
  target: 'es2022',
  lib: ['es2023'],
  types: ['node'],
  module: 'nodenext',
  moduleResolution: 'nodenext',
  strict: true,
  declaration: true,
  stripInternal: false,
  skipLibCheck: true,
} as const;

const manifestSchema = z.looseObject({ private: z.literal(true) });

/**
 * Builds the package @deskhook/publisher as npm gets it: its modules twice, as ESM and as CommonJS, each with its types.
 * `target` lies inside the project, so that the compiler finds what it needs.
 */
export async function buildPublisherPackage(target: string): Promise<void> {
  const source = join(projectRoot(), 'libs', 'publisher');
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  for (const { folder, type } of FORMATS) await compile(source, target, folder, type);
  await cp(join(source, 'README.md'), join(target, 'README.md'));
  await cp(join(projectRoot(), 'LICENSE'), join(target, 'LICENSE'));
  const manifest = manifestSchema.parse(JSON.parse(await readFile(join(source, 'package.json'), 'utf8')));
  // Kept private where the sources are: only what was built may be published.
  const { private: _private, ...published } = manifest;
  await writeJson(join(target, 'package.json'), published);
}

/** The same sources as modules of one kind: the compiler goes by the nearest package.json, as Node does. */
async function compile(source: string, target: string, folder: string, type: string): Promise<void> {
  const work = join(target, `.${folder}`);
  const isSource = (path: string) => !path.endsWith('spec.ts');
  await cp(join(source, 'src'), join(work, 'src'), { recursive: true, filter: isSource });
  await writeJson(join(work, 'package.json'), { type });
  const outDir = join(target, 'dist', folder);
  await writeJson(join(work, 'tsconfig.json'), {
    compilerOptions: { ...COMPILER_OPTIONS, rootDir: 'src', outDir },
    include: ['src'],
  });
  await tsc(['-p', join(work, 'tsconfig.json')]);
  await writeJson(join(outDir, 'package.json'), { type });
  await rm(work, { recursive: true });
}

/** Runs the compiler; what it says is the error. */
export async function tsc(args: readonly string[], cwd: string = projectRoot()): Promise<void> {
  const compiler = join(projectRoot(), 'node_modules', '@typescript', 'native', 'bin', 'tsc');
  try {
    await run(process.execPath, [compiler, ...args], { cwd });
  } catch (error) {
    const said = typeof error === 'object' && error !== null ? String(Reflect.get(error, 'stdout')) : '';
    throw new Error(`tsc ${args.join(' ')} failed:\n${said}`, { cause: error });
  }
}

async function writeJson(file: string, value: object): Promise<void> {
  await writeFile(file, `${JSON.stringify(value, null, 2)}\n`);
}

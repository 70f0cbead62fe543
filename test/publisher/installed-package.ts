import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { projectRoot } from '../../tools/local-stack/project-root.js';
import { reaper } from '../../tools/local-stack/reaper.js';
import { buildPublisherPackage } from '../../tools/publisher/build-package.js';

const run = promisify(execFile);
const packedSchema = z.tuple([z.object({ filename: z.string(), size: z.number() })]);

/** An application that has @deskhook/publisher installed as npm would install it, and nothing but its dependencies. */
export interface Application {
  readonly folder: string;
  /** Size of the package as it is downloaded. */
  readonly packedBytes: number;
  remove(): Promise<void>;
}

export async function installPublisher(): Promise<Application> {
  const state = join(projectRoot(), '.deskhook');
  await mkdir(state, { recursive: true });
  // Inside the project: the compiler looks for the types of Node from there upwards.
  const folder = await mkdtemp(join(state, 'publisher-test-'));
  reaper.removeAtEnd(folder);
  const built = join(folder, 'built');
  await buildPublisherPackage(built);
  const target = join(folder, 'node_modules', '@deskhook', 'publisher');
  const packedBytes = await unpackInto(target, built);
  await symlink(join(projectRoot(), 'node_modules/@nats-io'), join(folder, 'node_modules/@nats-io'));
  const remove = async () => {
    await rm(folder, { recursive: true, force: true });
    reaper.keepAtEnd(folder);
  };
  return { folder, packedBytes, remove };
}

/** Packs it as npm would publish it, and unpacks that as npm would install it. */
async function unpackInto(target: string, built: string): Promise<number> {
  const npm = ['pack', '--json', '--ignore-scripts', '--pack-destination', built, built];
  const { stdout } = await run('npm', npm);
  const [{ filename, size }] = packedSchema.parse(JSON.parse(stdout));
  await mkdir(target, { recursive: true });
  await run('tar', ['-xzf', join(built, filename), '-C', target, '--strip-components=1']);
  return size;
}

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

const INTERVAL_US = 1_000;

/** Which processes are profiled, and where their `.cpuprofile` files go. */
export class ProfileChoice {
  constructor(
    private readonly names: ReadonlySet<string>,
    private readonly folder: string,
  ) {}

  get any(): boolean {
    return this.names.size > 0;
  }

  /** Arguments for the process of that name; none when it is not profiled. */
  nodeArgs(name: string): readonly string[] {
    if (!this.names.has(name)) return [];
    const file = `${name}-${Date.now()}.cpuprofile`;
    const interval = `--cpu-prof-interval=${INTERVAL_US}`;
    return ['--cpu-prof', interval, `--cpu-prof-dir=${this.folder}`, `--cpu-prof-name=${file}`];
  }

  /** Every profile that was written since the instant, with the name of its process. */
  async written(sinceMs: number): Promise<readonly { readonly name: string; readonly path: string }[]> {
    const found = [];
    for (const file of await readdir(this.folder)) {
      const match = /^(.+)-(\d+)\.cpuprofile$/.exec(file);
      const [, name = '', startedAt = '0'] = match ?? [];
      if (this.names.has(name) && Number(startedAt) >= sinceMs)
        found.push({ name, path: join(this.folder, file) });
    }
    return found;
  }
}

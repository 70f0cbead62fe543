// Test support: what a cluster makes of a rendered pod, as a process of this machine: its variables, its files, its arguments.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startProcess, type ManagedProcess } from '../../tools/local-stack/managed-process.js';
import { projectRoot } from '../../tools/local-stack/project-root.js';
import { byKind, podOf, type RenderedPod } from './pods.js';
import type { Rendered } from './chart.js';

type Texts = Readonly<Record<string, string>>;

export interface ClusterOptions {
  /** Secrets that are there already: texts by key, by name. */
  readonly secrets?: Readonly<Record<string, Texts>>;
}

const MOUNTS = '/etc/deskhook/';
const STOP_MS_MAX = 40_000;

export class Cluster {
  private constructor(
    private readonly rendered: Rendered,
    private readonly secrets: Readonly<Record<string, Texts>>,
    private readonly folder: string,
  ) {}

  static async make(rendered: Rendered, { secrets = {} }: ClusterOptions = {}): Promise<Cluster> {
    const made = [...byKind(rendered, 'Secret').values()].map(({ metadata, data }) => [
      metadata.name,
      decode(data),
    ]);
    const folder = await mkdtemp(join(tmpdir(), 'deskhook-cluster-'));
    return new Cluster(rendered, { ...secrets, ...Object.fromEntries(made) }, folder);
  }

  /** Starts the container of a component; `changed` are the variables that cannot be those of a cluster, such as ports. */
  async start(component: string, changed: Texts = {}): Promise<ManagedProcess> {
    const pod = podOf(this.rendered, component);
    const env = { PATH: process.env['PATH'], ...(await this.environment(pod)), ...changed };
    return startProcess({
      name: component,
      command: process.execPath,
      args: [join(projectRoot(), 'dist', 'services', 'main.js'), ...(pod.container.args ?? [])],
      env,
      output: { file: this.logOf(component) },
      graceMs: STOP_MS_MAX,
    });
  }

  /** The file that a component's output goes to. */
  logOf(component: string): string {
    return join(this.folder, `${component}.log`);
  }

  /** The variables of a pod's container, references resolved and its files written. */
  async environment(pod: RenderedPod): Promise<Texts> {
    const here = join(this.folder, pod.component, '');
    await this.writeFiles(pod, here);
    const own = pod.container.env.flatMap(({ name, value, valueFrom }) => {
      const found = value ?? this.secret(valueFrom?.secretKeyRef);
      return found === undefined ? [] : [[name, found] as const];
    });
    const shared = pod.container.envFrom.length > 0 ? this.config() : {};
    const all = { ...shared, ...Object.fromEntries(own) };
    return Object.fromEntries(
      Object.entries(all).map(([name, value]) => [name, value.replaceAll(MOUNTS, `${here}/`)]),
    );
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  private config(): Texts {
    return byKind(this.rendered, 'ConfigMap').get('dh-deskhook')?.data ?? {};
  }

  private async writeFiles({ container, spec }: RenderedPod, here: string): Promise<void> {
    for (const { name, secret } of spec.volumes) {
      const mounted = container.volumeMounts.find((mount) => mount.name === name);
      if (secret === undefined || mounted === undefined) continue;
      for (const { key, path } of secret.items) {
        const file = join(here, mounted.mountPath.replace(MOUNTS, ''), path);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, this.secret({ name: secret.secretName, key }) ?? '');
      }
    }
  }

  private secret(reference: { name: string; key: string; optional?: boolean | undefined } | undefined) {
    if (reference === undefined) return undefined;
    const value = this.secrets[reference.name]?.[reference.key];
    if (value === undefined && reference.optional !== true)
      throw new Error(`a pod waits for ever for ${reference.key} of the Secret ${reference.name}`);
    return value;
  }
}

const decode = (data: Texts): Texts =>
  Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]),
  );

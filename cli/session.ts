import { ApiClient } from './api-client.js';
import { UsageError } from './cli-error.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { Output, type Streams } from './output.js';
import { proxyNote, useProxies } from './proxies.js';
import { readSettings, type ConnectionOptions, type Settings } from './settings.js';

/** What a command runs in: the process's own, or a test's. */
export interface Surroundings extends Streams {
  readonly env: NodeJS.ProcessEnv;
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  /** Aborted by Ctrl-C. */
  readonly interrupted: AbortSignal;
}

export interface OutputOptions {
  readonly json?: boolean;
}

/** One run of a command: where it writes, and the Deskhook that it asks once it has to. */
export class Session {
  readonly output: Output;
  #settings: Settings | undefined;
  #api: ApiClient | undefined;
  #ownTenant: string | undefined;

  constructor(
    readonly surroundings: Surroundings,
    private readonly options: ConnectionOptions & OutputOptions,
  ) {
    this.output = new Output(surroundings, options.json === true);
  }

  get settings(): Settings {
    return (this.#settings ??= readSettings(this.options, this.surroundings.env));
  }

  get api(): ApiClient {
    return (this.#api ??= this.connected());
  }

  private connected(): ApiClient {
    const { env } = this.surroundings;
    useProxies(env);
    return new ApiClient(this.settings, proxyNote(this.settings.url, env));
  }

  /** The tenant that was named, or that the key belongs to. */
  async tenant(): Promise<string> {
    const tenant = this.settings.tenant ?? this.#ownTenant;
    if (tenant !== undefined) return tenant;
    const { selfSchema } = await import('@deskhook/contracts');
    const self = await this.api.get('/v1/self', selfSchema);
    if (self.tenant !== null) return (this.#ownTenant = self.tenant);
    throw new UsageError('the root key stands above all tenants: name one with --tenant or DESKHOOK_TENANT');
  }
}

/** One run of the program: commands say in it how they ended. */
export class Run {
  exitCode: ExitCode = EXIT.ok;

  constructor(readonly surroundings: Surroundings) {}

  session(options: ConnectionOptions & OutputOptions): Session {
    return new Session(this.surroundings, options);
  }
}

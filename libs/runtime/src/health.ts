import { Injectable } from '@nestjs/common';

export interface DependencyHealth {
  readonly status: 'up' | 'down';
  /** Whether the service can do its main work without it. */
  readonly required: boolean;
  readonly detail?: string;
}

/** How a service fares, each dependency by its name. */
export interface HealthReport {
  readonly service: string;
  readonly ready: boolean;
  readonly dependencies: Readonly<Record<string, DependencyHealth>>;
}

type Check = () => true | string | Promise<true | string>;

const CHECK_MS_MAX = 1_000;

/** Collects what a service depends on and tells how each fares. */
@Injectable()
export class Health {
  private readonly checks = new Map<string, { readonly required: boolean; readonly check: Check }>();

  constructor(private readonly service: string) {}

  /** Adds a dependency. The check gives `true`, or a sentence that says what is wrong; throwing counts as the latter. */
  depend(name: string, required: boolean, check: Check): void {
    this.checks.set(name, { required, check });
  }

  async report(): Promise<HealthReport> {
    const entries = await Promise.all(
      [...this.checks].map(
        async ([name, { required, check }]) => [name, await run(required, check)] as const,
      ),
    );
    const dependencies = Object.fromEntries(entries);
    const ready = entries.every(([, health]) => health.status === 'up' || !health.required);
    return { service: this.service, ready, dependencies };
  }
}

async function run(required: boolean, check: Check): Promise<DependencyHealth> {
  const result = await Promise.race([attempt(check), timeout()]);
  return result === true ? { status: 'up', required } : { status: 'down', required, detail: result };
}

async function attempt(check: Check): Promise<true | string> {
  try {
    return await check();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function timeout(): Promise<string> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(`no answer within ${CHECK_MS_MAX} ms`), CHECK_MS_MAX).unref();
  });
}

import { askHealth, type Broker } from '@deskhook/messaging';
import type { Health } from '@deskhook/runtime';
import { z } from 'zod';
import type { DependencyState, Readiness } from './operations/system.operations.js';

const SERVICES = ['subscriptions', 'evaluator', 'dispatcher', 'scheduler', 'logs'] as const;
const ASK_MS_MAX = 800;

const stateSchema = z.object({ status: z.enum(['up', 'down']), detail: z.string().optional() });
const reportSchema = z.object({ ready: z.boolean(), dependencies: z.record(z.string(), stateSchema) });
type Report = z.infer<typeof reportSchema>;

/** Tells how every part fares: the gateway's own needs, each service, and Postgres as the services report it. */
export class ReadinessService {
  constructor(
    private readonly broker: Broker,
    private readonly health: Health,
  ) {}

  async report(): Promise<Readiness> {
    const [own, reports] = await Promise.all([
      this.health.report(),
      Promise.all(SERVICES.map((service) => this.ask(service))),
    ]);
    const mine = Object.entries(own.dependencies).map(([name, state]) => [name, shown(state)] as const);
    const others = SERVICES.map((service, index) => [service, serviceState(reports[index] ?? null)] as const);
    const dependencies = Object.fromEntries([...mine, ...others, ['postgres', postgresState(reports)]]);
    const complete = Object.values(dependencies).every(({ status }) => status === 'up');
    return { status: own.ready ? (complete ? 'ready' : 'degraded') : 'unavailable', dependencies };
  }

  private async ask(service: string): Promise<Report | null> {
    try {
      return reportSchema.parse(await askHealth(this.broker, service, ASK_MS_MAX));
    } catch {
      return null;
    }
  }
}

function shown({ status, detail }: DependencyState): DependencyState {
  return detail === undefined ? { status } : { status, detail };
}

function serviceState(report: Report | null): DependencyState {
  if (report === null) return { status: 'down', detail: `no answer within ${ASK_MS_MAX} ms` };
  const down = Object.entries(report.dependencies).filter(([, state]) => state.status === 'down');
  const detail = down.map(([name, state]) => `${name}: ${state.detail ?? 'down'}`).join('; ');
  const status = report.ready ? 'up' : 'down';
  return detail === '' ? { status } : { status, detail };
}

function postgresState(reports: readonly (Report | null)[]): DependencyState {
  const states = reports.flatMap((report) => report?.dependencies['postgres'] ?? []);
  const down = states.find(({ status }) => status === 'down');
  if (down !== undefined) return shown(down);
  return states.length > 0 ? { status: 'up' } : { status: 'down', detail: 'no service that uses it answers' };
}

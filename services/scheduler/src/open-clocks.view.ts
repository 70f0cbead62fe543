import type { Broker } from '@deskhook/messaging';
import type { Logger } from '@deskhook/runtime';
import type { OnApplicationShutdown } from '@nestjs/common';
import { OpenClocks } from './open-clocks.js';

/** Well below the time that a call between services has. */
const LOAD_MS_MAX = 5_000;
const LOOK_MS = 30_000;
/** Share of the room that is taken, below which those that had none are read once more. */
const ROOMY_SHARE = 0.9;

export interface OpenClocksLimits {
  /** Tickets with open clocks that are kept in memory, of all followed tenants together. */
  readonly ticketsMax: number;
  /** A tenant that nobody asked for since is followed no longer. */
  readonly idleMs: number;
}

/** About 450 bytes each, with two open clocks. */
export const OPEN_CLOCKS_LIMITS: OpenClocksLimits = { ticketsMax: 500_000, idleMs: 300_000 };

/** Follows the open clocks of those tenants that somebody asks for, and for as long as somebody does. */
export class OpenClocksView implements OnApplicationShutdown {
  private readonly tenants = new Map<string, OpenClocks>();
  private readonly timer: NodeJS.Timeout;
  private tickets = 0;

  constructor(
    private readonly broker: Broker,
    private readonly limits: OpenClocksLimits,
    private readonly logger: Logger,
  ) {
    this.timer = setInterval(() => this.look(), Math.min(LOOK_MS, limits.idleMs)).unref();
  }

  /** The tenant's open clocks; those that could be read so far, where that takes long. */
  async of(tenant: string): Promise<OpenClocks> {
    const clocks = this.tenants.get(tenant) ?? this.follow(tenant);
    clocks.lastUsedAt = Date.now();
    // In the order of use.
    this.tenants.delete(tenant);
    this.tenants.set(tenant, clocks);
    await clocks.loaded(LOAD_MS_MAX);
    return clocks;
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await Promise.all([...this.tenants.values()].map((clocks) => clocks.close()));
  }

  private follow(tenant: string): OpenClocks {
    const room = {
      take: () => this.take(tenant),
      giveBack: (tickets: number) => {
        this.tickets -= tickets;
      },
    };
    return new OpenClocks(this.broker, tenant, room, this.logger);
  }

  /** Where it is full, the tenant that was asked for longest ago makes room. */
  private take(tenant: string): boolean {
    while (this.tickets >= this.limits.ticketsMax) {
      const [oldest] = this.tenants.keys();
      if (oldest === undefined || oldest === tenant) return false;
      this.leave(oldest);
    }
    this.tickets += 1;
    return true;
  }

  /** Leaves those that nobody asks for, and those that there may be more room for now: the next question follows them anew. */
  private look(): void {
    const until = Date.now() - this.limits.idleMs;
    const isRoomy = this.tickets < this.limits.ticketsMax * ROOMY_SHARE;
    for (const [tenant, { lastUsedAt, isCut }] of this.tenants)
      if (lastUsedAt < until || (isCut && isRoomy)) this.leave(tenant);
  }

  private leave(tenant: string): void {
    const clocks = this.tenants.get(tenant);
    this.tenants.delete(tenant);
    clocks?.close().catch((error: unknown) => {
      this.logger.warn({ tenant, err: error }, 'sla.open-clocks-not-closed');
    });
  }
}

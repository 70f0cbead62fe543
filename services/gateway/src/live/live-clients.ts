import { attemptReportSchema, subjects, type LiveQuery } from '@deskhook/contracts';
import type { Broker, ConsumerLog, TailMessage } from '@deskhook/messaging';
import { metrics } from '@deskhook/telemetry';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { seesSecrets, type Caller } from '../caller.js';
import { withUrlSeenBy } from '../delivery-view.js';
import { failure } from '../failures.js';
import { gatewayMetrics } from '../gateway.metrics.js';
import type { GatewayView } from '../gateway.view.js';
import { liveAttempt } from './live-attempt.js';
import { LIVE_LIMITS, LiveClient, type LiveLimits } from './live-client.js';
import { isWanted } from './live-filter.js';

/** How often it is looked whether the clients' keys are still good. */
const CHECK_MS = 1_000;
/** A token of a subject: anything else is no id of a subscription. */
const ID = /^[\w-]{1,128}$/;
const ANY = '*';

/** How many may listen at once. */
export interface LiveCaps {
  readonly clientsMax: number;
  readonly clientsPerTenantMax: number;
  readonly limits?: LiveLimits;
}

export interface LiveRequest {
  readonly tenant: string;
  readonly caller: Caller;
  readonly query: LiveQuery;
  /** The last event that the client has read. */
  readonly after: number | null;
}

interface Listener {
  readonly tenant: string;
  readonly caller: Caller;
  readonly client: LiveClient;
  /** A tenant that was made a moment ago may be missing in the view. */
  tenantSeen: boolean;
}

/** The clients of the live stream: who is let in, and when it ends. */
export class LiveClients implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly listeners = new Set<Listener>();
  private timer: NodeJS.Timeout | null = null;
  private withdraw: () => void = () => undefined;

  constructor(
    private readonly broker: Broker,
    private readonly view: GatewayView,
    private readonly caps: LiveCaps,
    private readonly log: ConsumerLog,
  ) {}

  /** Opens the stream for a client; throws where there are too many. */
  open({ tenant, caller, query, after }: LiveRequest): LiveClient {
    this.assertRoom(tenant);
    const { subscription } = query;
    const filter = subjects.attempt(
      tenant,
      subscription !== undefined && ID.test(subscription) ? subscription : ANY,
    );
    const tell = (message: TailMessage) => told(message, query, caller);
    const limits = this.caps.limits ?? LIVE_LIMITS;
    const client = new LiveClient(this.broker, { filter, after, tell, limits, log: this.log });
    const listener: Listener = { tenant, caller, client, tenantSeen: false };
    this.listeners.add(listener);
    this.timer ??= setInterval(() => this.check(), CHECK_MS).unref();
    void client.run().finally(() => this.forget(listener));
    return client;
  }

  onApplicationBootstrap(): void {
    this.withdraw = metrics.read('gateway live', () => [
      gatewayMetrics.liveClients.at({}, this.listeners.size),
    ]);
  }

  onModuleDestroy(): void {
    this.withdraw();
    for (const { client } of this.listeners) client.end('Deskhook is shutting down: connect again');
  }

  private assertRoom(tenant: string): void {
    const { clientsMax, clientsPerTenantMax } = this.caps;
    const own = [...this.listeners].filter((one) => one.tenant === tenant).length;
    if (own >= clientsPerTenantMax) {
      const detail = `The tenant has ${own} live streams open here, as many as it may: close one first`;
      throw failure('too-many-requests', detail);
    }
    if (this.listeners.size >= clientsMax) {
      const detail = `There are ${clientsMax} live streams open here, as many as may be: try again later`;
      throw failure('unavailable', detail);
    }
  }

  private forget(listener: Listener): void {
    this.listeners.delete(listener);
    if (this.listeners.size > 0 || this.timer === null) return;
    clearInterval(this.timer);
    this.timer = null;
  }

  /** A stream outlives the request's authentication, so it is asked again and again. */
  private check(): void {
    for (const listener of this.listeners) {
      const { caller, client, tenantSeen } = listener;
      listener.tenantSeen = this.view.shows(listener.tenant);
      if (!this.view.admits(caller)) client.end('The API key was deleted');
      else if (tenantSeen && !listener.tenantSeen) client.end('The tenant was deleted');
    }
  }
}

function told(message: TailMessage, query: LiveQuery, caller: Caller): unknown {
  const report = attemptReportSchema.safeParse(parseJson(message.payload));
  if (!report.success || !isWanted(report.data, query, !seesSecrets(caller))) return null;
  return withUrlSeenBy(caller, liveAttempt(report.data));
}

function parseJson(payload: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(payload).toString('utf8'));
  } catch {
    return null;
  }
}

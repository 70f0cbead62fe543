// Test support: a broker and schedulers, with SLA policies put straight into the bucket, and what they tell.
import {
  acceptEvent,
  BUCKETS,
  configKeys,
  TIMER_STREAMS,
  type CalendarRecord,
  type RpcAnswer,
  type SlaPolicyRecord,
} from '@deskhook/contracts';
import { connectBroker, ensureStreams, type Broker } from '@deskhook/messaging';
import { startService, type RpcClient, type RunningService } from '@deskhook/runtime';
import { Kvm, type KV } from '@nats-io/kv';
import { z } from 'zod';
import { schedulerService } from '../../services/scheduler/src/index.js';
import { waitUntil } from '../../tools/local-stack/wait-until.js';
import { anEvent, type EventOverrides } from './events.js';
import { publishEvent } from './hot-path.js';
import { startNatsServer, type NatsServer, type NatsServerOptions } from './nats.js';
import { connectRpc } from './rpc.js';

const MEBIBYTE = 1024 * 1024;
const TOLD_MS = 60_000;

const toldSchema = z.object({
  id: z.string(),
  type: z.enum(['sla.breached', 'sla.warning', 'ticket.time_condition_met']),
  time: z.string(),
  data: z.looseObject({
    ticket: z.looseObject({ id: z.union([z.number(), z.string()]), sla: z.looseObject({}) }),
    sla: z
      .looseObject({ metric: z.string(), due: z.string().nullable(), policy_id: z.string().nullable() })
      .optional(),
    time_condition: z.looseObject({ id: z.string(), since: z.string(), due: z.string() }).optional(),
  }),
});
/** What a scheduler told, and when it came. */
export type Told = z.infer<typeof toldSchema> & { readonly cameAt: number };

/** A ticket's event in tests: which ticket, how long ago, and what it says. */
export interface TicketEvent extends EventOverrides {
  readonly ticket: number;
  readonly agoMs?: number;
  readonly says?: Readonly<Record<string, unknown>>;
  readonly byAgent?: boolean;
}

export class SlaWorld {
  readonly told: Told[] = [];
  private readonly schedulers: RunningService[] = [];

  private constructor(
    readonly nats: NatsServer,
    readonly broker: Broker,
    private readonly bucket: KV,
    private readonly rpc: RpcClient,
  ) {}

  static async start(options: NatsServerOptions = {}): Promise<SlaWorld> {
    const nats = await startNatsServer(options);
    const broker = await connectBroker({ url: nats.url, name: 'test' });
    await ensureStreams(broker, { replicas: 1, bytesMax: 64 * MEBIBYTE });
    const bucket = await new Kvm(broker.js).open(BUCKETS.config);
    const rpc = await connectRpc(nats.url);
    const world = new SlaWorld(nats, broker, bucket, rpc);
    await world.listen();
    return world;
  }

  async startScheduler(env: NodeJS.ProcessEnv = {}): Promise<RunningService> {
    const scheduler = await startService(schedulerService, { ...this.env, ...env });
    this.schedulers.push(scheduler);
    return scheduler;
  }

  get env(): NodeJS.ProcessEnv {
    return {
      DESKHOOK_NATS_URL: this.nats.url,
      DESKHOOK_LOG_LEVEL: process.env['DESKHOOK_TEST_LOG_LEVEL'] ?? 'silent',
      DESKHOOK_STREAM_MIB_MAX: '64',
    };
  }

  async stopScheduler(scheduler: RunningService): Promise<void> {
    this.schedulers.splice(this.schedulers.indexOf(scheduler), 1);
    await scheduler.stop();
  }

  async close(): Promise<void> {
    await Promise.all(this.schedulers.map((scheduler) => scheduler.stop()));
    this.rpc.close();
    await this.broker.connection.close();
    await this.nats.stop();
  }

  async putPolicy(tenant: string, overrides: Partial<SlaPolicyRecord> = {}): Promise<void> {
    const record = aPolicy(tenant, overrides);
    await this.bucket.put(configKeys.slaPolicy(tenant, record.id), JSON.stringify(record));
  }

  async removePolicy(tenant: string, id = 'gold'): Promise<void> {
    await this.bucket.delete(configKeys.slaPolicy(tenant, id));
  }

  async putCalendar(calendar: CalendarRecord): Promise<void> {
    await this.bucket.put(configKeys.calendar(calendar.tenant, calendar.id), JSON.stringify(calendar));
  }

  async putTenant(tenant: string): Promise<void> {
    await this.bucket.put(configKeys.tenant(tenant), JSON.stringify({ id: tenant }));
  }

  async removeTenant(tenant: string): Promise<void> {
    await this.bucket.delete(configKeys.tenant(tenant));
  }

  /** Publishes what happened to a ticket; answers with its instant. */
  async happens(tenant: string, event: TicketEvent): Promise<number> {
    const { ticket, agoMs = 0, says = {}, byAgent, ...overrides } = event;
    const at = Date.now() - agoMs;
    const message = byAgent === undefined ? {} : { message: { author: { id: 9, is_agent: byAgent } } };
    const data = { ticket: { id: ticket, subject: `Ticket ${ticket}`, ...says }, ...message };
    const made = anEvent({ type: 'ticket.updated', time: new Date(at).toISOString(), data, ...overrides });
    await publishEvent(this.broker, made, tenant);
    return at;
  }

  sla(tenant: string, ticket: number): Promise<RpcAnswer<'scheduler.tickets.sla'>> {
    return this.rpc.call('scheduler.tickets.sla', { tenant, ticketId: String(ticket) });
  }

  /** A ticket's clocks once they fulfil the wish. */
  slaWhen(tenant: string, ticket: number, wish: (sla: RpcAnswer<'scheduler.tickets.sla'>) => boolean) {
    const probe = async () => {
      const sla = await this.sla(tenant, ticket).catch(() => null);
      return sla !== null && wish(sla) ? sla : undefined;
    };
    return waitUntil(probe, { what: `the clocks of ${ticket}`, timeoutMs: TOLD_MS });
  }

  toldOf(ticket: number): readonly Told[] {
    return this.told.filter(({ data }) => data.ticket.id === ticket);
  }

  /** The first that was told of a ticket and that is meant. */
  tells(ticket: number, isMeant: (told: Told) => boolean = () => true): Promise<Told> {
    const what = `what is told of ticket ${ticket}`;
    return waitUntil(() => this.toldOf(ticket).find(isMeant), { what, timeoutMs: TOLD_MS });
  }

  /** Resolves when the scheduler has settled every event of before. */
  async settled(): Promise<void> {
    const { state } = await this.broker.jsm.streams.info('EVENTS');
    const probe = async () => {
      // A scheduler that has just been started may not have declared its consumer yet.
      const info = await this.broker.jsm.consumers.info('EVENTS', 'scheduler').catch(() => null);
      return info !== null && info.ack_floor.stream_seq >= state.last_seq ? true : undefined;
    };
    await waitUntil(probe, { what: 'the scheduler', timeoutMs: TOLD_MS });
  }

  /** Schedules that wait in all shards. */
  async schedules(): Promise<number> {
    const infos = await Promise.all(TIMER_STREAMS.map((stream) => this.broker.jsm.streams.info(stream)));
    return infos.reduce((sum, { state }) => sum + state.messages, 0);
  }

  private async listen(): Promise<void> {
    const filter_subjects = ['events.*.sla.*', 'events.*.ticket.time_condition_met'];
    const consumer = await this.broker.js.consumers.get('EVENTS', { filter_subjects });
    await consumer.consume({
      callback: (message) => {
        const { subject, data: payload } = message;
        const acceptance = acceptEvent({ subject, payload, attributes: {} }, 5);
        if (!acceptance.ok) throw new Error(acceptance.refusal.detail);
        this.told.push({ ...toldSchema.parse(message.json()), cameAt: Date.now() });
      },
    });
  }
}

export function aPolicy(tenant: string, overrides: Partial<SlaPolicyRecord> = {}): SlaPolicyRecord {
  return {
    id: 'gold',
    tenant,
    name: 'Gold',
    status: 'active',
    position: 0,
    condition: null,
    targets: {},
    calendar: null,
    pauseStatuses: [],
    warnings: [],
    timeConditions: [],
    ...overrides,
  };
}

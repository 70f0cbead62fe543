import { randomUUID } from 'node:crypto';
import { CONSUMERS, STREAMS, TIMER_CONSUMERS, TIMER_STREAMS, timersDueFilter } from '@deskhook/contracts';
import { TIMER_SHARDS } from '@deskhook/domain';
import { ConsumerProgress, StreamJanitor } from '@deskhook/messaging';
import type { ServiceContext, ServiceDefinition } from '@deskhook/runtime';
import { AlarmClock } from './alarm-clock.js';
import { AlarmsConsumer } from './alarms.consumer.js';
import { EventFilter } from './event-filter.js';
import { EventsConsumer } from './events.consumer.js';
import { OPEN_CLOCKS_LIMITS, OpenClocksView } from './open-clocks.view.js';
import { PoliciesView } from './policies.view.js';
import { readSchedulerConfig, type SchedulerConfig } from './scheduler.config.js';
import { SlaClocksRpc } from './sla-clocks.rpc.js';
import { SlaClocksService } from './sla-clocks.service.js';
import { SlaStateStore } from './sla-state-store.js';
import { SlaService } from './sla.service.js';
import { SweepService } from './sweep.service.js';
import { TenantChangeService } from './tenant-change.service.js';
import { TicketsRpc } from './tickets.rpc.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Promises are a matter of seconds, also those whose alarm a killed replica had in hand. */
const ACK_WAIT_MS_MAX = 5_000;

/** Keeps tickets' promises in view: SLA clocks from events and policies; what falls due is an event again. */
export const schedulerService: ServiceDefinition<SchedulerConfig> = {
  name: 'scheduler',
  config: readSchedulerConfig,
  consumers: [
    {
      durable: CONSUMERS.schedulerEvents,
      stream: STREAMS.events,
      concurrency: 256,
      ackPendingMax: 2_000,
      batchWaitMs: 100,
      ackWaitMsMax: ACK_WAIT_MS_MAX,
    },
    ...TIMER_SHARDS.map((shard) => ({
      durable: TIMER_CONSUMERS[shard],
      stream: TIMER_STREAMS[shard],
      filter: timersDueFilter(shard),
      concurrency: 32,
      ackPendingMax: 500,
      ackWaitMsMax: ACK_WAIT_MS_MAX,
    })),
  ],
  answersCalls: true,
  module: (context) => ({
    controllers: [EventsConsumer, AlarmsConsumer, TicketsRpc, SlaClocksRpc],
    providers: providers(context),
  }),
};

function providers({ broker, config, publisher, logger, health }: ServiceContext<SchedulerConfig>) {
  const replica = randomUUID();
  const horizonMs = config.DESKHOOK_SLA_HORIZON_HOURS * HOUR_MS;
  const everyMs = config.DESKHOOK_SLA_SWEEP_MINUTES * MINUTE_MS;
  const store = new SlaStateStore(broker);
  const policies = new PoliciesView(broker, logger);
  const open = new OpenClocksView(broker, OPEN_CLOCKS_LIMITS, logger);
  const clock = new AlarmClock(broker, publisher, horizonMs);
  const progress = new ConsumerProgress(broker, STREAMS.events, CONSUMERS.schedulerEvents);
  const sla = new SlaService({ store, policies, clock, publisher, progress }, logger);
  const changes = new TenantChangeService({ broker, publisher, policies, store, sla }, replica, logger);
  const sweep = new SweepService({ broker, policies, store, sla }, { replica, horizonMs, everyMs }, logger);
  health.depend('config-view', true, () => policies.ready || 'the SLA policies are not loaded yet');
  return [
    { provide: PoliciesView, useValue: policies },
    { provide: EventFilter, useValue: new EventFilter(policies, store) },
    { provide: SlaService, useValue: sla },
    { provide: OpenClocksView, useValue: open },
    { provide: SlaClocksService, useValue: new SlaClocksService(policies, open, sla) },
    { provide: TenantChangeService, useValue: changes },
    { provide: SweepService, useValue: sweep },
    { provide: StreamJanitor, useValue: new StreamJanitor(broker, logger) },
  ];
}

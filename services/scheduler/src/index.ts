import { CONSUMERS, STREAMS, TIMERS_DUE_FILTER } from '@deskhook/contracts';
import { StreamJanitor } from '@deskhook/messaging';
import type { ServiceContext, ServiceDefinition } from '@deskhook/runtime';
import { readSchedulerConfig, type SchedulerConfig } from './scheduler.config.js';
import { TimerStore } from './timer-store.js';
import { TimerService } from './timer.service.js';
import { TimersConsumer } from './timers.consumer.js';

/** Watches the due instants that helpdesks state on their tickets; a timer that runs out is an `sla.breached` event. */
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
    },
    {
      durable: CONSUMERS.schedulerTimers,
      stream: STREAMS.timers,
      filter: TIMERS_DUE_FILTER,
      concurrency: 64,
      ackPendingMax: 500,
    },
  ],
  answersCalls: false,
  module: (context) => ({ controllers: [TimersConsumer], providers: providers(context) }),
};

function providers({ broker, publisher, logger }: ServiceContext<SchedulerConfig>) {
  return [
    { provide: TimerService, useValue: new TimerService(new TimerStore(broker), publisher, logger) },
    { provide: StreamJanitor, useValue: new StreamJanitor(broker, logger) },
  ];
}

import { Publisher, type Broker } from '@deskhook/messaging';
import type { Logger } from '@deskhook/runtime';
import type { Provider } from '@nestjs/common';
import { EventLogRepository } from '../query/event-log.repository.js';
import { DeadLetterReplayService } from './dead-letter-replay.service.js';
import { DeliveredEvents } from './delivered-events.js';
import { DeliveryReplayService } from './delivery-replay.service.js';
import { EndpointStanding } from './endpoint-standing.js';
import { ItemReplayService, ReplaySenders } from './item-replay.service.js';
import { ReplayPressure } from './replay-pressure.js';
import { ReplayRunner } from './replay-runner.service.js';
import { ReplayTurnService } from './replay-turn.service.js';
import { ReplayWorkRepository } from './replay-work.repository.js';
import { ReplayableRepository } from './replayable.repository.js';
import { ReplaysRepository } from './replays.repository.js';
import { ReplaysService } from './replays.service.js';
import { SelectionRepository } from './selection.repository.js';

/** Everything that sends again what was sent, or refused, before. */
export function replayProviders(broker: Broker, logger: Logger): Provider[] {
  return [
    ReplayableRepository,
    ReplaysRepository,
    ReplayWorkRepository,
    SelectionRepository,
    {
      provide: DeliveryReplayService,
      inject: [ReplayableRepository, EventLogRepository, Publisher],
      useFactory: (replayable: ReplayableRepository, events: EventLogRepository, publisher: Publisher) =>
        new DeliveryReplayService(replayable, new DeliveredEvents(events, broker), publisher, broker),
    },
    DeadLetterReplayService,
    ReplaySenders,
    { provide: EndpointStanding, useValue: new EndpointStanding(broker) },
    { provide: ReplayPressure, useValue: new ReplayPressure(broker) },
    ItemReplayService,
    {
      provide: ReplayTurnService,
      inject: [ReplayWorkRepository, SelectionRepository, ItemReplayService, ReplayPressure],
      useFactory: (
        work: ReplayWorkRepository,
        selection: SelectionRepository,
        items: ItemReplayService,
        pressure: ReplayPressure,
      ) => new ReplayTurnService({ work, selection, items, pressure }, logger),
    },
    {
      provide: ReplayRunner,
      inject: [ReplayWorkRepository, ReplayTurnService],
      useFactory: (work: ReplayWorkRepository, turns: ReplayTurnService) =>
        new ReplayRunner(work, turns, logger),
    },
    ReplaysService,
  ];
}

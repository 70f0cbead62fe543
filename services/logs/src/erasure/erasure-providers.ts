import type { Broker } from '@deskhook/messaging';
import type { Logger } from '@deskhook/runtime';
import type { Provider } from '@nestjs/common';
import { ErasedRowsRepository } from './erased-rows.repository.js';
import { ErasureRunner } from './erasure-runner.service.js';
import { ErasureTurnService } from './erasure-turn.service.js';
import { ErasureWorkRepository } from './erasure-work.repository.js';
import { ErasuresRepository } from './erasures.repository.js';
import { ErasuresService } from './erasures.service.js';
import { FormerLogRepository } from './former-log.repository.js';
import { FormerTenants } from './former-tenants.js';
import { LogReading } from './log-reading.js';
import { PersonEraserService } from './person-eraser.service.js';

/** Everything that takes persons, and deleted tenants, out of the log. */
export function erasureProviders(broker: Broker, logger: Logger): Provider[] {
  return [
    ErasedRowsRepository,
    ErasureWorkRepository,
    ErasuresRepository,
    FormerLogRepository,
    PersonEraserService,
    { provide: LogReading, useValue: new LogReading(broker) },
    {
      provide: ErasureTurnService,
      inject: [
        ErasureWorkRepository,
        ErasedRowsRepository,
        PersonEraserService,
        FormerLogRepository,
        LogReading,
      ],
      useFactory: (
        work: ErasureWorkRepository,
        rows: ErasedRowsRepository,
        person: PersonEraserService,
        former: FormerLogRepository,
        reading: LogReading,
      ) => new ErasureTurnService({ work, rows, person, former, reading }, logger),
    },
    {
      provide: ErasureRunner,
      inject: [ErasureWorkRepository, ErasureTurnService],
      useFactory: (work: ErasureWorkRepository, turns: ErasureTurnService) =>
        new ErasureRunner(work, turns, logger),
    },
    {
      provide: FormerTenants,
      inject: [ErasuresRepository, FormerLogRepository, ErasureRunner, LogReading],
      useFactory: (
        erasures: ErasuresRepository,
        former: FormerLogRepository,
        runner: ErasureRunner,
        reading: LogReading,
      ) => new FormerTenants(broker, { erasures, former, runner, reading }, logger),
    },
    ErasuresService,
  ];
}

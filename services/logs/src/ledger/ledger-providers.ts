import { Database } from '@deskhook/database';
import type { ServiceContext } from '@deskhook/runtime';
import type { Provider } from '@nestjs/common';
import type { LogsConfig } from '../logs.config.js';
import { EvaluationsRepository } from './evaluations.repository.js';
import { LedgerClaimRepository } from './ledger-claim.repository.js';
import { LedgerEventsRepository } from './ledger-events.repository.js';
import { LedgerFiguresRepository } from './ledger-figures.repository.js';
import { LedgerGauges } from './ledger-gauges.js';
import { LedgerIntakeRepository } from './ledger-intake.repository.js';
import { LedgerKeeper } from './ledger-keeper.js';
import { LedgerRound } from './ledger-round.service.js';
import { LedgerService } from './ledger.service.js';
import { LedgerTurns } from './ledger-turns.js';
import { OpenDeliveriesRepository } from './open-deliveries.repository.js';

/** What the ledger is made of. */
export function ledgerProviders(
  { broker, config, logger }: ServiceContext<LogsConfig>,
  database: Database,
): Provider[] {
  const { DESKHOOK_LEDGER_GRACE_MS: graceMs, DESKHOOK_RETENTION_DAYS: retentionDays } = config;
  const intake = new LedgerIntakeRepository(database);
  const events = new LedgerEventsRepository(database);
  const deliveries = new OpenDeliveriesRepository(database);
  const figures = new LedgerFiguresRepository(database);
  const round = new LedgerRound(broker, { intake, events, deliveries, figures }, graceMs, logger);
  const turns = new LedgerTurns(new LedgerClaimRepository(database), logger);
  const keeper = new LedgerKeeper({ turns, round, intake }, { graceMs, retentionDays }, logger);
  return [
    EvaluationsRepository,
    LedgerService,
    { provide: LedgerFiguresRepository, useValue: figures },
    { provide: LedgerKeeper, useValue: keeper },
    { provide: LedgerGauges, useValue: new LedgerGauges(figures) },
  ];
}

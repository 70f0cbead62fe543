import { ApiKeysController } from './api-keys.controller.js';
import { AuditLogController } from './audit-log.controller.js';
import { CalendarsController } from './calendars.controller.js';
import { CatalogueController } from './catalogue.controller.js';
import { ConnectorsController } from './connectors/connectors.controller.js';
import { InboundController } from './connectors/inbound.controller.js';
import { DeadLettersController } from './dead-letters.controller.js';
import { DeliveriesController } from './deliveries.controller.js';
import { DocsController } from './docs.controller.js';
import { ErasuresController } from './erasures.controller.js';
import { EventsController } from './events.controller.js';
import { LiveController } from './live/live.controller.js';
import { LedgerController } from './ledger.controller.js';
import { OverviewController } from './overview.controller.js';
import { PreviewsController } from './previews.controller.js';
import { ReplaysController } from './replays.controller.js';
import { SelfController } from './self.controller.js';
import { SlaPoliciesController } from './sla-policies.controller.js';
import { StatsController } from './stats.controller.js';
import { SubscriptionsController } from './subscriptions.controller.js';
import { SystemController } from './system.controller.js';
import { TenantsController } from './tenants.controller.js';
import { TicketsController } from './tickets.controller.js';

/** Every controller of the gateway. */
export const CONTROLLERS = [
  SystemController,
  SelfController,
  DocsController,
  TenantsController,
  ApiKeysController,
  PreviewsController,
  SubscriptionsController,
  CalendarsController,
  SlaPoliciesController,
  TicketsController,
  EventsController,
  ConnectorsController,
  InboundController,
  DeliveriesController,
  ReplaysController,
  ErasuresController,
  LiveController,
  StatsController,
  OverviewController,
  LedgerController,
  DeadLettersController,
  AuditLogController,
  CatalogueController,
];

import type { Operation } from '../operation.js';
import { apiKeyOperations } from './api-keys.operations.js';
import { auditLogOperations } from './audit-log.operations.js';
import { calendarOperations } from './calendars.operations.js';
import { catalogueOperations } from './catalogue.operations.js';
import { connectorOperations } from './connectors.operations.js';
import { deadLetterOperations } from './dead-letters.operations.js';
import { deliveryOperations } from './deliveries.operations.js';
import { erasureOperations } from './erasures.operations.js';
import { eventOperations } from './events.operations.js';
import { liveOperations } from './live.operations.js';
import { ledgerOperations } from './ledger.operations.js';
import { overviewOperations } from './overview.operations.js';
import { previewOperations } from './previews.operations.js';
import { replayOperations } from './replays.operations.js';
import { selfOperations } from './self.operations.js';
import { slaPolicyOperations } from './sla-policies.operations.js';
import { statsOperations } from './stats.operations.js';
import { subscriptionOperations } from './subscriptions.operations.js';
import { systemOperations } from './system.operations.js';
import { tenantOperations } from './tenants.operations.js';
import { ticketOperations } from './tickets.operations.js';

/** Every operation of the API. */
export const OPERATIONS: readonly Operation[] = [
  ...Object.values(tenantOperations),
  ...Object.values(apiKeyOperations),
  ...Object.values(subscriptionOperations),
  ...Object.values(previewOperations),
  ...Object.values(calendarOperations),
  ...Object.values(slaPolicyOperations),
  ...Object.values(ticketOperations),
  ...Object.values(eventOperations),
  ...Object.values(connectorOperations),
  ...Object.values(deliveryOperations),
  ...Object.values(replayOperations),
  ...Object.values(erasureOperations),
  ...Object.values(liveOperations),
  ...Object.values(statsOperations),
  ...Object.values(overviewOperations),
  ...Object.values(ledgerOperations),
  ...Object.values(deadLetterOperations),
  ...Object.values(auditLogOperations),
  ...Object.values(catalogueOperations),
  ...Object.values(systemOperations),
  ...Object.values(selfOperations),
];

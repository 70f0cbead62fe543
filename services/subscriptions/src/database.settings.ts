import type { DatabaseSettings } from '@deskhook/database';
import { ConnectorEntity } from './connectors/connector.entity.js';
import { ApiKeyEntity } from './entities/api-key.entity.js';
import { AuditEntryEntity } from './entities/audit-entry.entity.js';
import { CalendarEntity } from './entities/calendar.entity.js';
import { OutboxEntity } from './entities/outbox.entity.js';
import { SlaPolicyEntity } from './entities/sla-policy.entity.js';
import { SubscriptionEntity } from './entities/subscription.entity.js';
import { TenantEntity } from './entities/tenant.entity.js';
import { Initial1763683200000 } from './migrations/1763683200000-initial.js';
import { DialectSettings1764100000000 } from './migrations/1764100000000-dialect-settings.js';
import { Conditions1764200000000 } from './migrations/1764200000000-conditions.js';
import { SlaPolicies1764300000000 } from './migrations/1764300000000-sla-policies.js';
import { Receivers1764400000000 } from './migrations/1764400000000-receivers.js';
import { AuditLog1764500000000 } from './migrations/1764500000000-audit-log.js';
import { TenantDefaults1764900000000 } from './migrations/1764900000000-tenant-defaults.js';
import { Labels1766000000000 } from './migrations/1766000000000-labels.js';
import { Connectors1766100000000 } from './migrations/1766100000000-connectors.js';
import { ConnectorRequests1766200000000 } from './migrations/1766200000000-connector-requests.js';

/** The service's schema: its entities, and every migration in the order of their timestamps. */
export const SUBSCRIPTIONS_DATABASE = {
  schema: 'subscriptions',
  entities: [
    TenantEntity,
    ApiKeyEntity,
    SubscriptionEntity,
    CalendarEntity,
    SlaPolicyEntity,
    ConnectorEntity,
    OutboxEntity,
    AuditEntryEntity,
  ],
  migrations: [
    Initial1763683200000,
    DialectSettings1764100000000,
    Conditions1764200000000,
    SlaPolicies1764300000000,
    Receivers1764400000000,
    AuditLog1764500000000,
    TenantDefaults1764900000000,
    Labels1766000000000,
    Connectors1766100000000,
    ConnectorRequests1766200000000,
  ],
  poolSize: 10,
} satisfies Omit<DatabaseSettings, 'url' | 'migrates' | 'log'>;

import { BUCKETS, CONSUMERS, NOTICE_TYPES, STREAMS, subjects } from '@deskhook/contracts';
import { Database } from '@deskhook/database';
import { VersionedBucket } from '@deskhook/messaging';
import { addressPolicy, secretBox, type ServiceContext, type ServiceDefinition } from '@deskhook/runtime';
import { ApiKeysRpc } from './api-keys.rpc.js';
import { ApiKeysService } from './api-keys.service.js';
import { AuditRetention } from './audit-retention.js';
import { AuditRpc } from './audit.rpc.js';
import { AuditService } from './audit.service.js';
import { CalendarsRpc } from './calendars.rpc.js';
import { CalendarsService } from './calendars.service.js';
import { ConfigProjector } from './config-projector.js';
import { ConfigWrites } from './config-writes.js';
import { ConfigProjection } from './config.projection.js';
import { SUBSCRIPTIONS_DATABASE } from './database.settings.js';
import { ConnectorSecrets } from './connectors/connector-secrets.js';
import { ConnectorsRpc } from './connectors/connectors.rpc.js';
import { ConnectorsService } from './connectors/connectors.service.js';
import { DatabaseLifecycle } from './database-lifecycle.js';
import { EndpointDisablingService } from './endpoint-disabling.service.js';
import { EndpointNoticesConsumer } from './endpoint-notices.consumer.js';
import { OutboxGauges } from './outbox-gauges.js';
import { SecretsResealing } from './secrets-resealing.js';
import { SigningSecrets } from './signing-secret.js';
import { SlaPoliciesRpc } from './sla-policies.rpc.js';
import { SlaPoliciesService } from './sla-policies.service.js';
import { SubscriptionActionsService } from './subscription-actions.service.js';
import { SubscriptionCredentials } from './subscription-credentials.js';
import { SubscriptionDraftsRpc } from './subscription-drafts.rpc.js';
import { SubscriptionDraftsService } from './subscription-drafts.service.js';
import { SubscriptionRows } from './subscription-rows.js';
import { SubscriptionSecrets } from './subscription-secrets.js';
import { readSubscriptionsConfig, type SubscriptionsConfig } from './subscriptions.config.js';
import { SubscriptionsRpc } from './subscriptions.rpc.js';
import { SubscriptionsService } from './subscriptions.service.js';
import { TenantsRpc } from './tenants.rpc.js';
import { TenantsService } from './tenants.service.js';
import { TriggerImportsService } from './trigger-imports.service.js';

const CONTROLLERS = [
  TenantsRpc,
  ApiKeysRpc,
  SubscriptionsRpc,
  SubscriptionDraftsRpc,
  CalendarsRpc,
  SlaPoliciesRpc,
  ConnectorsRpc,
  AuditRpc,
  EndpointNoticesConsumer,
];

const ENDPOINT_NOTICES = {
  durable: CONSUMERS.subscriptionsNotices,
  stream: STREAMS.notices,
  filter: subjects.notice('*', NOTICE_TYPES.endpointDisabled),
  concurrency: 4,
  ackPendingMax: 64,
} as const;

/** Source of truth of tenants, API keys, subscriptions, calendars and SLA policies; projects what the hot path needs into JetStream KV. */
export const subscriptionsService: ServiceDefinition<SubscriptionsConfig> = {
  name: 'subscriptions',
  config: readSubscriptionsConfig,
  consumers: [ENDPOINT_NOTICES],
  answersCalls: true,
  module: (context) => ({
    controllers: CONTROLLERS,
    providers: providers(context),
  }),
};

function providers({ broker, config, logger, health }: ServiceContext<SubscriptionsConfig>) {
  const database = new Database({
    ...SUBSCRIPTIONS_DATABASE,
    poolSize: config.DESKHOOK_DATABASE_POOL_MAX ?? SUBSCRIPTIONS_DATABASE.poolSize,
    url: config.DESKHOOK_DATABASE_URL,
    migrates: config.DESKHOOK_DATABASE_MIGRATE,
    log: logger,
  });
  const projector = new ConfigProjector(database, new VersionedBucket(broker, BUCKETS.config));
  const projection = new ConfigProjection(database, projector, logger);
  const writes = new ConfigWrites(database, projection);
  const box = secretBox(config);
  const signing = new SigningSecrets(box, logger);
  const secrets = new SubscriptionSecrets(signing);
  const credentials = new SubscriptionCredentials(box, logger);
  const resealing = new SecretsResealing(database, writes, box, logger);
  const retention = new AuditRetention(database, config.DESKHOOK_AUDIT_DAYS, logger);
  const rows = new SubscriptionRows(secrets, credentials, addressPolicy(config));
  const subscriptions = new SubscriptionsService(database, writes, secrets, rows);
  const drafts = new SubscriptionDraftsService(database, rows);
  health.depend('postgres', true, () => database.check());
  health.depend('config-projection', false, () => projection.check());
  return [
    {
      provide: DatabaseLifecycle,
      useValue: new DatabaseLifecycle(database, projection, [resealing, retention]),
    },
    { provide: OutboxGauges, useValue: new OutboxGauges(database) },
    { provide: TenantsService, useValue: new TenantsService(database, writes, signing) },
    { provide: AuditService, useValue: new AuditService(database) },
    { provide: ApiKeysService, useValue: new ApiKeysService(database, writes) },
    { provide: CalendarsService, useValue: new CalendarsService(database, writes) },
    {
      provide: ConnectorsService,
      useValue: new ConnectorsService(database, writes, new ConnectorSecrets(box, logger)),
    },
    { provide: SlaPoliciesService, useValue: new SlaPoliciesService(database, writes) },
    {
      provide: SubscriptionActionsService,
      useValue: new SubscriptionActionsService(writes, secrets, credentials),
    },
    { provide: EndpointDisablingService, useValue: new EndpointDisablingService(writes, logger) },
    { provide: SubscriptionsService, useValue: subscriptions },
    { provide: SubscriptionDraftsService, useValue: drafts },
    { provide: TriggerImportsService, useValue: new TriggerImportsService(subscriptions, drafts) },
  ];
}

import { DeliveryReplayService } from './delivery-replay.service.js';
import { DeliveryScheduleService } from './delivery-schedule.service.js';
import { natsOptions } from '@deskhook/messaging';
import { natsSettings, RpcClient, type ServiceContext, type ServiceDefinition } from '@deskhook/runtime';
import type { Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { AuditInterceptor } from './audit.interceptor.js';
import { Authentication } from './authentication.js';
import { AuthenticationFailures } from './authentication-failures.js';
import { CallerInterceptor } from './caller.js';
import { ConnectionDrain } from './connection-drain.js';
import { inboundProviders } from './connectors/inbound-providers.js';
import { CONTROLLERS } from './controllers.js';
import { EventDetailService } from './event-detail.service.js';
import { readGatewayConfig, type GatewayConfig } from './gateway.config.js';
import { GatewayView } from './gateway.view.js';
import { EVENTS_BYTES_MAX, setUpHttp } from './http-setup.js';
import { IngestService } from './ingest.service.js';
import { LiveClients, type LiveCaps } from './live/live-clients.js';
import { PreviewService } from './preview.service.js';
import { answerUnroutable, ProblemFilter } from './problem.filter.js';
import { ReadinessService } from './readiness.service.js';
import { RpcLifecycle } from './rpc-lifecycle.js';
import { SelfService } from './self.service.js';

const NAME = 'gateway';

/** The only HTTP edge: authentication, the API, event ingest. State: an in-memory view of keys and tenants. */
export const gatewayService: ServiceDefinition<GatewayConfig> = {
  name: NAME,
  config: readGatewayConfig,
  answersCalls: false,
  httpPort: (config) => config.DESKHOOK_HTTP_PORT,
  bodyBytesMax: EVENTS_BYTES_MAX,
  unroutable: answerUnroutable,
  configure: (app, { logger }) => {
    setUpHttp(app, logger);
    app.get(ConnectionDrain).follow(app.getHttpAdapter().getInstance());
  },
  module: (context) => ({ controllers: CONTROLLERS, providers: providers(context) }),
};

function providers(context: ServiceContext<GatewayConfig>): Provider[] {
  const { broker, config, health, logger, publisher } = context;
  const view = new GatewayView(broker, logger);
  const failures = new AuthenticationFailures(config.DESKHOOK_AUTH_FAILURES_PER_MINUTE, logger);
  const access = { rootKey: config.DESKHOOK_ROOT_KEY, trustedProxies: config.DESKHOOK_TRUSTED_PROXIES };
  const ingest = new IngestService(publisher, config.DESKHOOK_HOP_LIMIT);
  const drain = new ConnectionDrain(config.DESKHOOK_DRAIN_MS);
  health.depend('connections', true, () => drain.check());
  health.depend('config-view', true, () => view.ready || 'tenants and API keys are not loaded yet');
  return [
    DeliveryReplayService,
    DeliveryScheduleService,
    EventDetailService,
    PreviewService,
    { provide: ConnectionDrain, useValue: drain },
    { provide: GatewayView, useValue: view },
    { provide: Authentication, useValue: new Authentication(access, view, failures) },
    { provide: IngestService, useValue: ingest },
    ...inboundProviders(context, ingest, failures),
    { provide: LiveClients, useValue: new LiveClients(broker, view, liveCaps(config), logger) },
    { provide: ReadinessService, useValue: new ReadinessService(broker, health) },
    { provide: SelfService, useValue: new SelfService(config.DESKHOOK_TRACE_URL ?? null) },
    { provide: RpcClient, useFactory: () => connectRpc(config) },
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_INTERCEPTOR, useClass: CallerInterceptor },
    {
      provide: APP_INTERCEPTOR,
      useFactory: (rpc: RpcClient) => new AuditInterceptor(rpc, logger),
      inject: [RpcClient],
    },
    { provide: APP_FILTER, useValue: new ProblemFilter(logger) },
    RpcLifecycle,
  ];
}

function liveCaps(config: GatewayConfig): LiveCaps {
  return {
    clientsMax: config.DESKHOOK_LIVE_CLIENTS_MAX,
    clientsPerTenantMax: config.DESKHOOK_LIVE_CLIENTS_PER_TENANT,
  };
}

async function connectRpc(config: GatewayConfig): Promise<RpcClient> {
  return new RpcClient(await natsOptions(natsSettings(NAME, config, '-calls')));
}

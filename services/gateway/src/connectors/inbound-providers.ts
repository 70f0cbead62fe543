import { RpcClient, SecretBox, type ServiceContext } from '@deskhook/runtime';
import type { Provider } from '@nestjs/common';
import type { AuthenticationFailures } from '../authentication-failures.js';
import type { GatewayConfig } from '../gateway.config.js';
import type { IngestService } from '../ingest.service.js';
import { ConnectorRequests } from './connector-requests.js';
import { ConnectorsView } from './connectors.view.js';
import { InboundDesk } from './inbound-desk.js';
import { InboundPublisher } from './inbound-publisher.js';
import { InboundSecrets } from './inbound-secrets.js';
import { InboundService } from './inbound.service.js';

/** What takes the webhooks of helpdesks: the view of the connectors, and what is done with their requests. */
export function inboundProviders(
  { broker, config, health, logger, publisher }: ServiceContext<GatewayConfig>,
  ingest: IngestService,
  failures: AuthenticationFailures,
): Provider[] {
  const view = new ConnectorsView(broker, logger);
  const secrets = new InboundSecrets(secretBox(config), logger);
  const toStore = new InboundPublisher(ingest, publisher, config.DESKHOOK_HOP_LIMIT);
  const inbound = new InboundService(view, secrets, toStore, failures);
  health.depend('connectors-view', false, () => view.ready || 'inbound connectors are not loaded yet');
  return [
    { provide: ConnectorsView, useValue: view },
    {
      provide: ConnectorRequests,
      useFactory: (rpc: RpcClient) => new ConnectorRequests(rpc, logger),
      inject: [RpcClient],
    },
    {
      provide: InboundDesk,
      useFactory: (requests: ConnectorRequests) => new InboundDesk(inbound, view, requests),
      inject: [ConnectorRequests],
    },
  ];
}

/** Null where the gateway has no key: it takes no part in what needs one. */
function secretBox(config: GatewayConfig): SecretBox | null {
  const { DESKHOOK_SECRETS_KEY: key, DESKHOOK_SECRETS_KEYS_OLD: old } = config;
  return key === undefined ? null : new SecretBox(key, old);
}

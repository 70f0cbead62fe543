import { chatwoot } from './chatwoot/index.js';
import type { Connector } from './connector.js';
import { freescout } from './freescout/index.js';
import { github } from './github/index.js';
import { zammad } from './zammad/index.js';
import { zendesk } from './zendesk/index.js';

/** Every connector by its kind. A new one is a folder and one line here. */
export const CONNECTORS = {
  zammad,
  chatwoot,
  freescout,
  zendesk,
  github,
} as const satisfies Record<string, Connector>;

export type ConnectorKind = keyof typeof CONNECTORS;
export const CONNECTOR_KINDS: readonly ConnectorKind[] = Object.keys(CONNECTORS).filter(isConnectorKind);

/** The connector of that kind. */
export function connector(kind: ConnectorKind): Connector {
  return CONNECTORS[kind];
}

function isConnectorKind(kind: string): kind is ConnectorKind {
  return Object.hasOwn(CONNECTORS, kind);
}

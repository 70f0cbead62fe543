import { configKeys } from '@deskhook/contracts';
import { connectorSecretContext } from '@deskhook/runtime';
import { MoreThan } from 'typeorm';
import type { SealedTable } from '../sealed-tables.repository.js';
import { ConnectorEntity } from './connector.entity.js';
import { secretsOf } from './connector-mapping.js';
import { lockConnectors, updateConnector } from './connectors.repository.js';

const order = { id: 'ASC' } as const;

/** What helpdesks sign with. */
export const SEALED_CONNECTORS: SealedTable<ConnectorEntity> = {
  name: 'connectors',
  page: (manager, afterId, take) =>
    manager.find(ConnectorEntity, { where: { id: MoreThan(afterId) }, order, take }),
  lock: lockConnectors,
  renewed: (row, renew) => {
    const context = connectorSecretContext(row.tenantId, row.id);
    const secrets = secretsOf(row).map((one) => ({ ...one, ciphertext: renew(one.ciphertext, context) }));
    return Object.assign({}, row, { secrets });
  },
  update: updateConnector,
  key: ({ tenantId, id }) => configKeys.connector(tenantId, id),
};

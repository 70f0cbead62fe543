import { configKeys, sealedSecretsSchema, type SealedSecrets } from '@deskhook/contracts';
import {
  subscriptionAuthContext,
  subscriptionSecretContext,
  subscriptionTlsContext,
  tenantSecretContext,
} from '@deskhook/runtime';
import { In, MoreThan, type EntityManager } from 'typeorm';
import { SubscriptionEntity } from './entities/subscription.entity.js';
import { TenantEntity } from './entities/tenant.entity.js';
import { parseStored } from './stored-subscription.js';
import { updateSubscription } from './subscriptions.repository.js';
import { updateTenant } from './tenants.repository.js';

/** Makes another ciphertext of one; the context is what it was sealed with. */
export type Renew = (ciphertext: string, context: string) => string;

/** A table whose rows hold ciphertexts. */
export interface SealedTable<R extends { readonly id: string }> {
  readonly name: string;
  /** Rows by their ids, after one. */
  page(manager: EntityManager, afterId: string, count: number): Promise<R[]>;
  /** The rows of these ids that are still there, locked until the transaction ends, always in the same order. */
  lock(manager: EntityManager, ids: readonly string[]): Promise<R[]>;
  /** The row with every ciphertext renewed. */
  renewed(row: R, renew: Renew): R;
  update(manager: EntityManager, row: R): Promise<void>;
  /** Its key in the configuration bucket. */
  key(row: R): string;
}

const lock = { mode: 'pessimistic_write' } as const;
const order = { id: 'ASC' } as const;

/** Default secrets of tenants. */
export const SEALED_TENANTS: SealedTable<TenantEntity> = {
  name: 'tenants',
  page: (manager, afterId, take) =>
    manager.find(TenantEntity, { where: { id: MoreThan(afterId) }, order, take }),
  lock: (manager, ids) => manager.find(TenantEntity, { where: { id: In(ids) }, order, lock }),
  renewed: (row, renew) => {
    const secrets = sealedSecretsSchema.parse(row.secrets);
    return Object.assign({}, row, { secrets: renewedSecrets(secrets, tenantSecretContext(row.id), renew) });
  },
  update: updateTenant,
  key: ({ id }) => configKeys.tenant(id),
};

/** Secrets, credentials and private keys of subscriptions. */
export const SEALED_SUBSCRIPTIONS: SealedTable<SubscriptionEntity> = {
  name: 'subscriptions',
  page: (manager, afterId, take) =>
    manager.find(SubscriptionEntity, { where: { id: MoreThan(afterId) }, order, take }),
  lock: (manager, ids) => manager.find(SubscriptionEntity, { where: { id: In(ids) }, order, lock }),
  renewed: renewedSubscription,
  update: updateSubscription,
  key: ({ tenantId, id }) => configKeys.subscription(tenantId, id),
};

function renewedSubscription(row: SubscriptionEntity, renew: Renew): SubscriptionEntity {
  const { secrets, auth, tls } = parseStored(row);
  const { tenantId: tenant, id } = row;
  return Object.assign({}, row, {
    secrets: renewedSecrets(secrets, subscriptionSecretContext(tenant, id), renew),
    auth:
      auth.type === 'none'
        ? auth
        : { ...auth, sealed: renew(auth.sealed, subscriptionAuthContext(tenant, id)) },
    tls: tls === null ? null : { ...tls, sealed: renew(tls.sealed, subscriptionTlsContext(tenant, id)) },
  });
}

function renewedSecrets(secrets: SealedSecrets, context: string, renew: Renew): SealedSecrets {
  return secrets.map((one) => ({ ...one, ciphertext: renew(one.ciphertext, context) }));
}

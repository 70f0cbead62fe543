// Test support: broker, evaluator and dispatcher in this process, with configuration put straight into the bucket.
import { randomBytes } from 'node:crypto';
import { BUCKETS, configKeys, type SubscriptionRecord } from '@deskhook/contracts';
import { connectBroker, type Broker } from '@deskhook/messaging';
import { SecretBox, startService, subscriptionSecretContext, type RunningService } from '@deskhook/runtime';
import { Kvm } from '@nats-io/kv';
import { dispatcherService } from '../../services/dispatcher/src/index.js';
import { evaluatorService } from '../../services/evaluator/src/index.js';
import { assertAllowed, startGuardedNats } from './guarded-nats.js';
import type { NatsServer, NatsServerOptions } from './nats.js';

export const SIGNING_SECRET = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;

export interface HotPath {
  readonly nats: NatsServer;
  readonly broker: Broker;
  readonly env: NodeJS.ProcessEnv;
  putTenant(tenant: string, settings?: object): Promise<void>;
  /** A secret as the record of a subscription holds it. */
  sealed(
    secret: string,
    subscription: string,
    tenant?: string,
  ): { readonly ciphertext: string; readonly expiresAt: null };
  putSubscription(
    overrides: Partial<SubscriptionRecord> & Pick<SubscriptionRecord, 'id' | 'urls'>,
  ): Promise<void>;
  removeSubscription(tenant: string, id: string): Promise<void>;
  publish(event: { readonly type: string }, tenant?: string, traceparent?: string): Promise<void>;
  close(): Promise<void>;
}

/** Without `inProcess` there are no services: they are for the test to start, as processes with this environment. */
export async function startHotPath(
  settings: NodeJS.ProcessEnv = {},
  server: NatsServerOptions = {},
  { inProcess = true }: { readonly inProcess?: boolean } = {},
): Promise<HotPath> {
  const limits = { DESKHOOK_STREAM_MIB_MAX: '64', ...settings };
  const guarded = await startGuardedNats({ ...server, settings: limits });
  const { nats } = guarded;
  const secretsKey = randomBytes(32).toString('base64');
  const env = {
    ...guarded.env,
    DESKHOOK_SECRETS_KEY: secretsKey,
    DESKHOOK_EGRESS_ALLOW: '127.0.0.0/8',
    DESKHOOK_LOG_LEVEL: 'silent',
    ...limits,
  };
  const services: RunningService[] = inProcess
    ? [await startService(evaluatorService, env), await startService(dispatcherService, env)]
    : [];
  const broker = await connectBroker({ url: nats.url, name: 'test' });
  const bucket = await new Kvm(broker.js).open(BUCKETS.config);
  const box = new SecretBox(secretsKey);
  return {
    nats,
    broker,
    env,
    putTenant: async (tenant, settings = {}) =>
      void (await bucket.put(configKeys.tenant(tenant), JSON.stringify({ id: tenant, ...settings }))),
    putSubscription: async (overrides) => {
      const record = aSubscriptionRecord(overrides, box);
      await bucket.put(configKeys.subscription(record.tenant, record.id), JSON.stringify(record));
    },
    sealed: (secret, subscription, tenant = 'acme') => ({
      ciphertext: box.seal(secret, subscriptionSecretContext(tenant, subscription)),
      expiresAt: null,
    }),
    removeSubscription: (tenant, id) => bucket.delete(configKeys.subscription(tenant, id)),
    publish: (event, tenant = 'acme', traceparent) => publishEvent(broker, event, tenant, traceparent),
    close: async () => {
      await Promise.all(services.map((service) => service.stop()));
      const refused = guarded.refusals();
      await broker.connection.close();
      await nats.stop();
      assertAllowed(refused);
    },
  };
}

export async function publishEvent(
  broker: Broker,
  event: { readonly type: string },
  tenant: string,
  traceparent?: string,
): Promise<void> {
  const { headers } = await import('@nats-io/transport-node');
  const carried = headers();
  if (traceparent !== undefined) carried.set('traceparent', traceparent);
  await broker.js.publish(`events.${tenant}.${event.type}`, JSON.stringify(event), {
    headers: carried,
    expect: { streamName: 'EVENTS' },
  });
}

function aSubscriptionRecord(
  overrides: Partial<SubscriptionRecord> & Pick<SubscriptionRecord, 'id' | 'urls'>,
  box: SecretBox,
): SubscriptionRecord {
  const tenant = overrides.tenant ?? 'acme';
  const ciphertext = box.seal(SIGNING_SECRET, subscriptionSecretContext(tenant, overrides.id));
  return {
    tenant,
    name: overrides.id,
    active: true,
    events: ['*'],
    dialect: 'standard',
    dialectOptions: {},
    condition: null,
    actions: [],
    createdAt: 0,
    activatedAt: 0,
    usesTenantSecret: false,
    disabledUrls: [],
    auth: { type: 'none' },
    tls: null,
    redact: [],
    secrets: [{ ciphertext, expiresAt: null }],
    headers: {},
    delivery: {
      timeoutMs: 10_000,
      connectTimeoutMs: 10_000,
      maxRedirects: 0,
      retryScheduleMs: [],
      successCodes: '2xx',
      maxConcurrency: 10,
      rateLimit: null,
      ordering: 'none' as const,
      traceparent: true,
    },
    ...overrides,
  };
}

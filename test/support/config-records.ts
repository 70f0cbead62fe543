// Test support: what the configuration bucket tells the hot path.
import { BUCKETS, configKeys, subscriptionRecordSchema, tenantRecordSchema } from '@deskhook/contracts';
import { connectBroker, type Broker } from '@deskhook/messaging';
import { SecretBox, subscriptionSecretContext, tenantSecretContext } from '@deskhook/runtime';
import { Kvm } from '@nats-io/kv';

/** Reads records, and the secrets in them, as the services of the hot path do. */
export class ConfigRecords {
  private constructor(
    private readonly broker: Broker,
    private readonly box: SecretBox,
  ) {}

  static async open(natsUrl: string, env: NodeJS.ProcessEnv): Promise<ConfigRecords> {
    const box = new SecretBox(env['DESKHOOK_SECRETS_KEY'] ?? '');
    return new ConfigRecords(await connectBroker({ url: natsUrl, name: 'test' }), box);
  }

  async subscription(tenant: string, id: string) {
    const record = subscriptionRecordSchema.parse(await this.read(configKeys.subscription(tenant, id)));
    return { ...record, open: this.opened(record.secrets, subscriptionSecretContext(tenant, id)) };
  }

  async tenant(id: string) {
    const record = tenantRecordSchema.parse(await this.read(configKeys.tenant(id)));
    return { ...record, open: this.opened(record.secrets, tenantSecretContext(id)) };
  }

  /** Undefined: there is no record. */
  async read(key: string): Promise<unknown> {
    const bucket = await new Kvm(this.broker.js).open(BUCKETS.config);
    const entry = await bucket.get(key);
    return entry?.operation === 'PUT' ? entry.json() : undefined;
  }

  close(): Promise<void> {
    return this.broker.connection.close();
  }

  private opened(secrets: readonly { readonly ciphertext: string }[], context: string): string[] {
    return secrets.map(({ ciphertext }) => this.box.open(ciphertext, context));
  }
}

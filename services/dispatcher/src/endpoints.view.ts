import {
  CONFIG_FILTERS,
  configKeys,
  subscriptionRecordSchema,
  type SubscriptionRecord,
} from '@deskhook/contracts';
import { dialect, type Dialect, type SignInput } from '@deskhook/dialects';
import { parseSuccessCodes, type AttemptPolicy } from '@deskhook/domain';
import {
  ConfigView,
  readConfigKey,
  type Broker,
  type ConfigListener,
  type ConsumerLog,
} from '@deskhook/messaging';
import { subscriptionSecretContext, type SecretBox } from '@deskhook/runtime';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';

/** A subscription made ready for sending: secrets opened, policy parsed. */
export interface SendableSubscription {
  readonly record: SubscriptionRecord;
  readonly dialect: Dialect;
  readonly policy: AttemptPolicy;
  /** Signature headers of one attempt. */
  sign(input: SignInput): Record<string, string>;
}

/** The dispatcher's in-memory view of the subscriptions, kept in step with the configuration bucket. */
export class EndpointsView implements ConfigListener, OnApplicationBootstrap, OnApplicationShutdown {
  private readonly records = new Map<string, SubscriptionRecord>();
  private readonly prepared = new Map<string, SendableSubscription>();
  private readonly view: ConfigView;

  constructor(
    private readonly broker: Broker,
    private readonly secrets: SecretBox,
    log: ConsumerLog,
  ) {
    this.view = new ConfigView(broker, [CONFIG_FILTERS.subscriptions], this, log);
  }

  get ready(): boolean {
    return this.view.ready;
  }

  onApplicationBootstrap(): Promise<void> {
    return this.view.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.view.close();
  }

  put(key: string, value: unknown): void {
    this.prepared.delete(key);
    this.records.set(key, subscriptionRecordSchema.parse(value));
  }

  remove(key: string): void {
    this.prepared.delete(key);
    this.records.delete(key);
  }

  /**
   * The subscription, or null when it was deleted. One that was made a moment ago may be missing in the view, so the
   * bucket is asked before anything is cancelled.
   */
  async find(tenant: string, id: string): Promise<SendableSubscription | null> {
    const key = configKeys.subscription(tenant, id);
    const known = this.prepared.get(key);
    if (known !== undefined && !hasExpiredSecret(known.record)) return known;
    const record = this.records.get(key) ?? (await this.read(key));
    if (record === null) return null;
    const made = this.prepare(record);
    // One that was read beside the view may be older than what the view learns next.
    if (this.records.get(key) === record) this.prepared.set(key, made);
    return made;
  }

  private async read(key: string): Promise<SubscriptionRecord | null> {
    const value = await readConfigKey(this.broker, key);
    return value === null ? null : subscriptionRecordSchema.parse(value);
  }

  private prepare(record: SubscriptionRecord): SendableSubscription {
    const successCodes = parseSuccessCodes(record.delivery.successCodes);
    if (successCodes === null)
      throw new TypeError(`success codes "${record.delivery.successCodes}" of ${record.id} are malformed`);
    const context = subscriptionSecretContext(record.tenant, record.id);
    const valid = record.secrets.filter(
      (secret) => secret.expiresAt === null || secret.expiresAt > Date.now(),
    );
    const chosen = dialect(record.dialect);
    const sign = chosen.signer(valid.map((secret) => this.secrets.open(secret.ciphertext, context)));
    return {
      record,
      dialect: chosen,
      policy: { successCodes, retryScheduleMs: record.delivery.retryScheduleMs },
      sign,
    };
  }
}

/** A secret that a rotation left behind is valid for a time only. */
function hasExpiredSecret(record: SubscriptionRecord): boolean {
  return record.secrets.some((secret) => secret.expiresAt !== null && secret.expiresAt <= Date.now());
}

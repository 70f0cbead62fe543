import {
  configKeys,
  subscriptionRecordSchema,
  type ReplaySkip,
  type SubscriptionRecord,
} from '@deskhook/contracts';
import { readConfigKey, type Broker } from '@deskhook/messaging';

/** How long an answer is believed: a replay asks for the same few subscriptions again and again. */
const BELIEVED_MS = 2_000;
const REMEMBERED_MAX = 1_000;

interface Remembered {
  readonly record: SubscriptionRecord | null;
  readonly until: number;
}

/** Whether deliveries may go to an endpoint at present, from what the hot path goes by. */
export class EndpointStanding {
  private readonly remembered = new Map<string, Remembered>();

  constructor(private readonly broker: Broker) {}

  /** Why nothing goes to the URL of the subscription; null when it may. */
  async hindrance(tenant: string, subscriptionId: string, url: string): Promise<ReplaySkip | null> {
    const record = await this.record(tenant, subscriptionId);
    if (record === null) return 'subscription_deleted';
    if (record.disabledUrls.some((one) => one.url === url)) return 'url_disabled';
    if (!record.active) return 'subscription_inactive';
    return record.urls.includes(url) ? null : 'url_removed';
  }

  private async record(tenant: string, id: string): Promise<SubscriptionRecord | null> {
    const key = configKeys.subscription(tenant, id);
    const now = Date.now();
    const known = this.remembered.get(key);
    if (known !== undefined && known.until > now) return known.record;
    const value = await readConfigKey(this.broker, key);
    const record = value === null ? null : subscriptionRecordSchema.parse(value);
    if (this.remembered.size >= REMEMBERED_MAX) this.remembered.clear();
    this.remembered.set(key, { record, until: now + BELIEVED_MS });
    return record;
  }
}

import { NOTICE_TYPES } from '@deskhook/contracts';
import { derivedId } from '@deskhook/domain';
import type { Claims, NoticePublisher } from '@deskhook/messaging';
import type { Logger } from '@deskhook/runtime';
import type { Endpoint } from '../endpoints/endpoint-control.js';
import { endpointData, type SubscriptionNames } from './endpoint-data.js';

/** An endpoint that comes and goes, or is gone for several requests at once, is told of once in this time. */
const QUIET_MS = 60_000;

/** With what news of endpoints are told. */
export interface NewsParts {
  readonly notices: NoticePublisher;
  readonly claims: Claims;
  readonly names: SubscriptionNames;
}

/** Why an endpoint was given up. */
export interface GivingUp {
  /** Since when it failed, in epoch milliseconds. */
  readonly since: number;
  readonly reason: string;
}

interface Told extends Partial<GivingUp> {
  readonly type: typeof NOTICE_TYPES.endpointDisabled | typeof NOTICE_TYPES.endpointRecovered;
  readonly status: 'active' | 'disabled';
  readonly since: number;
}

/** Tells that an endpoint was disabled, which the subscriptions service writes down, and that one recovered. */
export class EndpointNews {
  constructor(
    private readonly parts: NewsParts,
    private readonly logger: Logger,
  ) {}

  /** Returns when it is stored. */
  async disabled(endpoint: Endpoint, why: GivingUp): Promise<void> {
    await this.tell(endpoint, { ...why, type: NOTICE_TYPES.endpointDisabled, status: 'disabled' });
  }

  /** Returns when it is stored. `since`: when it began to fail, in epoch milliseconds. */
  async recovered(endpoint: Endpoint, since: number): Promise<void> {
    await this.tell(endpoint, { since, type: NOTICE_TYPES.endpointRecovered, status: 'active' });
  }

  private async tell(endpoint: Endpoint, { type, since, status, reason }: Told): Promise<void> {
    const { tenant, subscriptionId, url } = endpoint;
    const id = derivedId('news', [tenant, type, subscriptionId, url, String(since)]);
    const at = Date.now();
    const claim = { parts: [tenant, type, subscriptionId, url], owner: id, windowMs: QUIET_MS };
    if (!(await this.parts.claims.claim(claim, at))) return;
    const named = endpointData(this.parts.names, endpoint);
    const times = { since: instant(at), failing_since: instant(since) };
    const data = { endpoint: { ...named, status, ...times, ...(reason === undefined ? {} : { reason }) } };
    const subject = `subscriptions/${subscriptionId}`;
    await this.parts.notices.tell({
      tenant,
      type,
      id,
      source: 'dispatcher',
      subject,
      at,
      extensions: {},
      data,
    });
    this.logger.warn({ tenant, subscriptionId, url: named.url, type, reason, noticeId: id }, 'endpoint.told');
  }
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}

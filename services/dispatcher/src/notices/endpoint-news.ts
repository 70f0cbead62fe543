import { NOTICE_TYPES } from '@deskhook/contracts';
import { derivedId, hiddenUrl } from '@deskhook/domain';
import type { Claims, Notice, NoticePublisher } from '@deskhook/messaging';
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

  /** True when it is stored; false: not yet, try again. */
  async disabled(endpoint: Endpoint, why: GivingUp): Promise<boolean> {
    const told = { ...why, type: NOTICE_TYPES.endpointDisabled, status: 'disabled' } as const;
    return this.once(endpoint, told, (notice) => this.parts.notices.announce(notice));
  }

  /** Returns when it is stored. `since`: when it began to fail, in epoch milliseconds. */
  async recovered(endpoint: Endpoint, since: number): Promise<void> {
    const told = { since, type: NOTICE_TYPES.endpointRecovered, status: 'active' } as const;
    await this.once(endpoint, told, (notice) => this.parts.notices.tell(notice).then(() => true));
  }

  private async once(
    endpoint: Endpoint,
    told: Told,
    publish: (notice: Notice) => Promise<boolean>,
  ): Promise<boolean> {
    const { tenant, subscriptionId, url } = endpoint;
    const { type, reason } = told;
    const at = Date.now();
    const id = derivedId('news', [tenant, type, subscriptionId, url, String(told.since)]);
    const claim = { parts: [tenant, type, subscriptionId, url], owner: id, windowMs: QUIET_MS };
    if (!(await this.parts.claims.claim(claim, at))) return true;
    const isTold = await publish(noticeOf(endpoint, told, { id, at, names: this.parts.names }));
    const fields = { tenant, subscriptionId, url: hiddenUrl(url), type, reason, noticeId: id };
    if (isTold) this.logger.warn(fields, 'endpoint.told');
    else this.logger.error(fields, 'notice.refused');
    return isTold;
  }
}

function noticeOf(
  endpoint: Endpoint,
  { type, since, status, reason }: Told,
  { id, at, names }: { readonly id: string; readonly at: number; readonly names: SubscriptionNames },
): Notice {
  const times = { since: instant(at), failing_since: instant(since) };
  const why = reason === undefined ? {} : { reason };
  return {
    tenant: endpoint.tenant,
    type,
    id,
    source: 'dispatcher',
    subject: `subscriptions/${endpoint.subscriptionId}`,
    at,
    extensions: {},
    data: { endpoint: { ...endpointData(names, endpoint), status, ...times, ...why } },
  };
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}

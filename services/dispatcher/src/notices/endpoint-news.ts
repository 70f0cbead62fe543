import { NOTICE_TYPES } from '@deskhook/contracts';
import { derivedId, hiddenUrl } from '@deskhook/domain';
import type { Claims, Notice, NoticePublisher } from '@deskhook/messaging';
import type { Logger } from '@deskhook/runtime';
import { dispatcherMetrics } from '../dispatcher.metrics.js';
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
  /** Since when it was sent to, in epoch milliseconds: it is given up once from then on. 0: not known. */
  readonly enabledSince: number;
  /** Since when it failed, in epoch milliseconds. */
  readonly since: number;
  readonly reason: string;
}

interface Told extends Partial<Pick<GivingUp, 'reason'>> {
  readonly type: typeof NOTICE_TYPES.endpointDisabled | typeof NOTICE_TYPES.endpointRecovered;
  readonly status: 'active' | 'disabled';
  readonly since: number;
  /** What the id of the notice follows from: the same for all who tell it. */
  readonly of: number;
}

/** Tells that an endpoint was disabled, which the subscriptions service writes down, and that one recovered. */
export class EndpointNews {
  /** Disablings that this process has told of, and when: for each of the requests that are answered meanwhile. */
  private readonly told = new Map<string, number>();

  constructor(
    private readonly parts: NewsParts,
    private readonly logger: Logger,
  ) {}

  /**
   * True when it is stored; false: not yet, try again. It is told by whoever sees it, whatever became of others that did: the
   * id makes it one.
   */
  async disabled(endpoint: Endpoint, { enabledSince, ...why }: GivingUp): Promise<boolean> {
    const at = Date.now();
    const told = {
      ...why,
      of: enabledSince,
      type: NOTICE_TYPES.endpointDisabled,
      status: 'disabled',
    } as const;
    const notice = noticeOf(endpoint, told, at, this.parts.names);
    if (this.wasTold(notice.id, at)) return true;
    const isStored = await this.parts.notices.announce(notice);
    if (isStored) {
      this.told.set(notice.id, at);
      dispatcherMetrics.endpointsDisabled.inc({ tenant: endpoint.tenant });
    }
    this.log(endpoint, told, notice, isStored);
    return isStored;
  }

  /**
   * Returns when it is stored. `since`: when it began to fail, in epoch milliseconds; that is also who claims to tell it, so that
   * another process does where this one is killed in between.
   */
  async recovered(endpoint: Endpoint, since: number): Promise<void> {
    const at = Date.now();
    const { tenant, subscriptionId, url } = endpoint;
    const told = { since, of: since, type: NOTICE_TYPES.endpointRecovered, status: 'active' } as const;
    const notice = noticeOf(endpoint, told, at, this.parts.names);
    const claim = { parts: [tenant, told.type, subscriptionId, url], owner: notice.id, windowMs: QUIET_MS };
    if (!(await this.parts.claims.claim(claim, at))) return;
    await this.parts.notices.tell(notice);
    this.log(endpoint, told, notice, true);
  }

  private wasTold(id: string, now: number): boolean {
    for (const [one, at] of this.told) {
      if (now - at < QUIET_MS) break;
      this.told.delete(one);
    }
    return this.told.has(id);
  }

  private log(
    { tenant, subscriptionId, url }: Endpoint,
    told: Told,
    { id }: Notice,
    isStored: boolean,
  ): void {
    const { type, reason } = told;
    const fields = { tenant, subscriptionId, url: hiddenUrl(url), type, reason, noticeId: id };
    if (isStored) this.logger.warn(fields, 'endpoint.told');
    else this.logger.error(fields, 'notice.refused');
  }
}

function noticeOf(
  endpoint: Endpoint,
  { type, since, of, status, reason }: Told,
  at: number,
  names: SubscriptionNames,
): Notice {
  const { tenant, subscriptionId, url } = endpoint;
  const times = { since: instant(at), failing_since: instant(since) };
  const why = reason === undefined ? {} : { reason };
  return {
    tenant,
    type,
    id: derivedId('news', [tenant, type, subscriptionId, url, String(of)]),
    source: 'dispatcher',
    subject: `subscriptions/${subscriptionId}`,
    at,
    extensions: {},
    data: { endpoint: { ...endpointData(names, endpoint), status, ...times, ...why } },
  };
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}

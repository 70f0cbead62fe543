import {
  FailureError,
  storedFamily,
  type EventDetail,
  type EventDetailQuery,
  type LoggedEvent,
  type RpcAnswer,
  type StoredEventMessage,
} from '@deskhook/contracts';
import { RpcClient } from '@deskhook/runtime';
import { Injectable } from '@nestjs/common';
import { explainedByLog, isOutdated, type LoggedDeliveries } from './explained-by-log.js';

/** So long the log may be behind before what is missing in it is taken for missing. */
const LOG_DELAY_MS = 60_000;

interface Asked {
  readonly tenant: string;
  readonly id: string;
  readonly query: EventDetailQuery;
}

type Explained = Pick<EventDetail, 'explanations' | 'explanationsTruncated' | 'explanationsDetail'>;

/** An event from the log, with why each subscription did or did not fire from the evaluator. */
@Injectable()
export class EventDetailService {
  constructor(private readonly rpc: RpcClient) {}

  async get({ tenant, id, query }: Asked): Promise<EventDetail> {
    const { event, stored } = await this.rpc.call('logs.events.get', { tenant, id });
    const { refusal } = event;
    if (refusal !== null && refusal.reason !== 'hop_limit')
      return { ...event, derived: [], ...notExplained(`It was refused: ${refusal.detail}`) };
    const explained = await this.explained({ tenant, id, query }, event, stored);
    const derived = refusal === null ? derivedFrom(tenant, stored) : [];
    return { ...(await this.upToDate(tenant, event, explained)), derived, ...explained };
  }

  /** What the explanations say was delivered is among the event's deliveries: the log may have stored it in between. */
  private async upToDate(
    tenant: string,
    event: LoggedEvent,
    { explanations }: Explained,
  ): Promise<LoggedEvent> {
    if (explanations === null || !isOutdated(event, explanations)) return event;
    return (await this.rpc.call('logs.events.get', { tenant, id: event.id })).event;
  }

  /** An event is shown also where nobody can explain it. */
  private async explained(
    { tenant, query }: Asked,
    event: LoggedEvent,
    stored: StoredEventMessage,
  ): Promise<Explained> {
    const { subscription: subscriptionId, explanations: limit } = query;
    try {
      const asked = { tenant, event: stored, subscriptionId, limit };
      const answer = await this.rpc.call('evaluator.explain', asked);
      return await this.withLog(tenant, event, answer);
    } catch (error) {
      if (!(error instanceof FailureError) || error.failure.kind === 'not-found') throw error;
      return notExplained(error.failure.detail);
    }
  }

  private async withLog(
    tenant: string,
    event: LoggedEvent,
    { items, truncated }: RpcAnswer<'evaluator.explain'>,
  ): Promise<Explained> {
    const own = event.deliveries.map(({ id, subscriptionId }) => ({ id, subscriptionId }));
    const ids = [...new Set(items.flatMap(({ deliveries }) => deliveries))];
    const known =
      ids.length === 0 ? [] : (await this.rpc.call('logs.deliveries.known', { tenant, ids })).items;
    const log: LoggedDeliveries = {
      eventId: event.id,
      own,
      eventOf: new Map(known.map((one) => [one.id, one.eventId])),
      isRecent: Date.now() - Date.parse(event.receivedAt) < LOG_DELAY_MS,
    };
    const explanations = items.map((item) => explainedByLog(item, log));
    return { explanations, explanationsTruncated: truncated, explanationsDetail: null };
  }
}

function notExplained(detail: string): Explained {
  return { explanations: null, explanationsTruncated: false, explanationsDetail: detail };
}

function derivedFrom(tenant: string, stored: StoredEventMessage): EventDetail['derived'] {
  const family = storedFamily(tenant, stored);
  return family.filter(({ isDerived }) => isDerived).map(({ event: { id, type } }) => ({ id, type }));
}

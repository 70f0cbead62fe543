import { HEADERS, subjects, TIMER_STREAMS, type SlaState } from '@deskhook/contracts';
import { timerShard } from '@deskhook/domain';
import { cancelSchedule, type Broker, type Publisher } from '@deskhook/messaging';
import { schedulerMetrics } from './scheduler.metrics.js';
import { stateKey } from './sla-state-store.js';

/** When to look again at what is due, but cannot be told before events are caught up with. */
const AGAIN_MS = 2_000;

/** What an alarm is set after. Instants are epoch milliseconds. */
export interface SetAlarm {
  /** The next instant of the state before. */
  readonly setBefore: number | null;
  readonly rang: boolean;
  readonly now: number;
}

/** The schedules of the broker that ring when a ticket's next alarm is due: one for each ticket. */
export class AlarmClock {
  constructor(
    private readonly broker: Broker,
    private readonly publisher: Publisher,
    /** What is further away is set later, by the sweep. */
    readonly horizonMs: number,
  ) {}

  /**
   * Sets the alarm for the state's next instant, or takes it away where there is none within the horizon. What is overdue
   * rings soon; once that is set, an event must not put it off (`rang`: an alarm rings now, so that another one is needed).
   */
  async set(state: SlaState, { setBefore, rang, now }: SetAlarm): Promise<void> {
    const { next } = state;
    if (this.isNear(next, now)) {
      if (next > now) await this.arm(state, next);
      else if (rang || next !== setBefore) await this.arm(state, now + AGAIN_MS);
    } else if (this.isNear(setBefore, now) && setBefore > now) await this.cancel(state);
  }

  async cancel({ tenant, ticketId }: Pick<SlaState, 'tenant' | 'ticketId'>): Promise<void> {
    const shard = timerShard(tenant, ticketId);
    const subject = subjects.timerSet(shard, stateKey(tenant, ticketId));
    await cancelSchedule(this.broker, TIMER_STREAMS[shard], subject);
  }

  private async arm({ tenant, ticketId, version }: SlaState, due: number): Promise<void> {
    const shard = timerShard(tenant, ticketId);
    await this.publisher.schedule({
      subject: subjects.timerSet(shard, stateKey(tenant, ticketId)),
      target: subjects.timerDue(shard, tenant),
      at: due,
      payload: '',
      headers: { [HEADERS.timer]: JSON.stringify({ kind: 'alarm', tenant, ticketId, version, due }) },
    });
    schedulerMetrics.timersSet.inc({});
  }

  private isNear(instant: number | null, now: number): instant is number {
    return instant !== null && instant <= now + this.horizonMs;
  }
}

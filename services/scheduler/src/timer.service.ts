import {
  HEADERS,
  subjects,
  TransientError,
  type AcceptedEvent,
  type StoredTimer,
  type TimerMessage,
} from '@deskhook/contracts';
import { breachEventId, judgeFiredTimer, SLA_METRICS, timerChange, type TimerState } from '@deskhook/domain';
import type { Publisher } from '@deskhook/messaging';
import type { Logger } from '@deskhook/runtime';
import { breachData, breachEvent } from './breach-event.js';
import { slaFactsOf } from './sla-facts.js';
import { timerKey, type TimerId, type TimerStore } from './timer-store.js';
import { timerShard } from './timer-shard.js';

const CONFLICTS_MAX = 20;

/** What a timer becomes, and whether its schedule is to be armed. */
interface NextTimer {
  readonly state: StoredTimer;
  readonly arm: boolean;
}

/** Sets, stops and fires timers. The state in the bucket is the truth; a schedule is only its alarm clock. */
export class TimerService {
  constructor(
    private readonly store: TimerStore,
    private readonly publisher: Publisher,
    private readonly logger: Logger,
  ) {}

  timersExist(now: number): Promise<boolean> {
    return this.store.inUse(now);
  }

  /** Applies an event to the timers of its ticket. */
  async apply(event: AcceptedEvent, storedAt: number): Promise<void> {
    const read = slaFactsOf(event, storedAt);
    if (read === null) return;
    const { facts, agentReplied } = read;
    for (const metric of SLA_METRICS) {
      await this.update({ tenant: facts.tenant, ticketId: facts.ticketId, metric }, async (known) => {
        const change = timerChange(facts, metric, agentReplied, known);
        if (change.kind === 'keep') return null;
        const data = change.state.status === 'running' ? breachData(event) : {};
        return { state: { ...change.state, data }, arm: change.arm };
      });
    }
  }

  /** Judges a fired schedule: an event for the breach, another schedule for a newer due instant, or nothing. */
  async fire(fired: TimerMessage, now: number): Promise<void> {
    const { tenant, ticketId, metric } = fired;
    await this.update({ tenant, ticketId, metric }, async (known) => {
      const verdict = judgeFiredTimer(fired.version, known, now);
      if (verdict.kind === 'ignore' || known === null) return null;
      if (verdict.kind === 'rearm') return { state: known, arm: true };
      await this.publishBreach(fired, known, now);
      return { state: { ...verdict.state, data: {} }, arm: false };
    });
  }

  /** Read, decide, write unless changed meanwhile, then arm. The alarm follows the state, so a crash in between repeats. */
  private async update(
    id: TimerId,
    decide: (known: StoredTimer | null) => Promise<NextTimer | null>,
  ): Promise<void> {
    for (let tries = 0; tries < CONFLICTS_MAX; tries++) {
      const { timer, entry } = await this.store.read(id);
      const next = await decide(timer);
      if (next === null) return;
      if (next.state !== timer && !(await this.store.write(id, next.state, entry))) continue;
      if (next.arm) await this.arm({ ...id, version: next.state.version, due: next.state.due });
      return;
    }
    throw new TransientError(`the timer ${id.metric} of ticket ${id.ticketId} changes too fast`);
  }

  private async arm(timer: TimerMessage): Promise<void> {
    const { tenant, ticketId, metric, due } = timer;
    const shard = timerShard(tenant, ticketId);
    await this.publisher.schedule({
      subject: subjects.timerSet(shard, timerKey(timer)),
      target: subjects.timerDue(shard, tenant),
      at: due,
      payload: '',
      headers: { [HEADERS.timer]: JSON.stringify(timer) },
    });
    this.logger.debug({ tenant, ticketId, metric, due }, 'timer.armed');
  }

  private async publishBreach(
    fired: TimerMessage,
    known: TimerState & Pick<StoredTimer, 'data'>,
    now: number,
  ): Promise<void> {
    const { tenant, ticketId, metric } = fired;
    const id = breachEventId(tenant, ticketId, metric, known.due);
    const event = breachEvent({ id, tenant, ticketId, metric, due: known.due, now, data: known.data });
    await this.publisher.publish({
      subject: subjects.event(tenant, event.type),
      payload: JSON.stringify(event),
    });
    this.logger.info({ tenant, ticketId, metric, eventId: id, overdueMs: now - known.due }, 'timer.breached');
  }
}

import { subjects, TransientError, type SlaState } from '@deskhook/contracts';
import { judgeSla, type SlaAlarm } from '@deskhook/domain';
import type { ConsumerProgress, Publisher } from '@deskhook/messaging';
import type { Logger } from '@deskhook/runtime';
import type { AlarmClock, SetAlarm } from './alarm-clock.js';
import { ALARM_TYPES, alarmEvent } from './alarm-event.js';
import { alarmHeaders, alarmSpan } from './alarm-span.js';
import type { PoliciesView } from './policies.view.js';
import { schedulerMetrics } from './scheduler.metrics.js';
import { keepMsOf, newState, withNews, withVerdict, type JudgedState } from './sla-state.js';
import { stateText, type SlaEntry, type SlaStateStore } from './sla-state-store.js';
import type { TicketNews } from './ticket-news.js';

const CONFLICTS_MAX = 20;
/** Events that are no further behind are taken to be applied as they come. */
const BEHIND_MS = 2_000;

export interface SlaParts {
  readonly store: SlaStateStore;
  readonly policies: PoliciesView;
  readonly clock: AlarmClock;
  readonly publisher: Publisher;
  readonly progress: ConsumerProgress;
}

/** Keeps tickets' promises in view. The state in the bucket is the truth; a schedule is only its alarm clock. */
export class SlaService {
  constructor(
    private readonly parts: SlaParts,
    private readonly logger: Logger,
  ) {}

  /**
   * Takes in what happened to a ticket, if anything, tells what is due, and sets the alarm for what is next. Returns how much
   * was told.
   */
  async update(key: string, news: readonly TicketNews[], now: number): Promise<number> {
    for (let tries = 0; tries < CONFLICTS_MAX; tries++) {
      const found = await this.parts.store.read(key);
      const told = await this.advance(key, found, news, now);
      if (told !== null) return told;
    }
    throw new TransientError(`the SLA state ${key} changes too fast`);
  }

  /** How a ticket stands; null when nothing was heard of it. Changes nothing. */
  async look(key: string, now: number): Promise<JudgedState | null> {
    const { state } = await this.parts.store.read(key);
    return state === null ? null : this.judge(state, now, now);
  }

  /** Forgets a ticket. */
  async forget(key: string): Promise<void> {
    const { state, entry } = await this.parts.store.read(key);
    if (state === null) return;
    await this.parts.clock.cancel(state);
    await this.parts.store.remove(key, entry);
  }

  /**
   * Tells first, then sets the alarm, then writes: a crash in between repeats what was told under the same id, and who lost
   * against another writer does all of it again, so that the last alarm that is set is always that of the last state. Returns
   * how much was told; null: somebody else wrote.
   */
  private async advance(
    key: string,
    { state, entry }: SlaEntry,
    news: readonly TicketNews[],
    now: number,
  ): Promise<number | null> {
    const [first] = news;
    if (state === null && first === undefined) return 0;
    const before = state ?? newState(first?.tenant ?? '', first?.ticketId ?? '');
    // Events that come together may tell of a promise and of how it was kept: what is overdue is told by its alarm.
    const until = first === undefined ? await this.knownUntil(now) : -Infinity;
    const judged = this.judge(news.reduce(withNews, before), now, until);
    const { due } = judged.verdict;
    for (const alarm of due) await this.tell(alarm, judged, now);
    const isKept = await this.keep(key, { state, entry }, judged, { rang: first === undefined, now });
    if (!isKept) return null;
    for (const { kind } of due) schedulerMetrics.slaEvents.inc({ type: ALARM_TYPES[kind] });
    return due.length;
  }

  /**
   * Up to when it is known what happened. While events are caught up with, nothing is told of what comes after: the event
   * that kept a promise may be on its way.
   */
  private async knownUntil(now: number): Promise<number> {
    const oldest = await this.parts.progress.oldestUnsettled(Date.now());
    return oldest === null || oldest > now - BEHIND_MS ? now : oldest;
  }

  private async keep(
    key: string,
    { state, entry }: SlaEntry,
    judged: JudgedState,
    moment: Pick<SetAlarm, 'rang' | 'now'>,
  ): Promise<boolean> {
    const { store, clock } = this.parts;
    const next = withVerdict(judged);
    const isSame = stateText(next) === entry.text;
    const written = isSame ? next : { ...next, version: next.version + 1 };
    await clock.set(written, { setBefore: state?.next ?? null, ...moment });
    const { tenant, ticketId, version } = written;
    this.logger.debug({ tenant, ticketId, version, isSame, next: written.next }, 'sla.alarm-set');
    if (isSame) return (await store.read(key)).entry.revision === entry.revision;
    return store.write({ key, state: written, entry, keepMs: keepMsOf(judged.verdict) });
  }

  private judge(state: SlaState, now: number, until: number): JudgedState {
    const { policies } = this.parts;
    const { tenant, ticketId, snapshot, isReduced, policyId } = state;
    const policy = isReduced ? policies.byId(tenant, policyId) : policies.choose(tenant, ticketId, snapshot);
    return { state, policy, policies: policies.mark(tenant), verdict: judgeSla(state, policy, now, until) };
  }

  private async tell(alarm: SlaAlarm, { state, policy, verdict }: JudgedState, now: number): Promise<void> {
    const { tenant, ticketId, snapshot } = state;
    const event = alarmEvent(alarm, {
      tenant,
      ticketId,
      ticket: snapshot.ticket,
      policy,
      clocks: verdict.clocks,
      now,
    });
    const span = alarmSpan(tenant, event, state.trace);
    const publication = { payload: JSON.stringify(event), headers: alarmHeaders(span) };
    try {
      await this.parts.publisher.publish({ subject: subjects.event(tenant, event.type), ...publication });
    } catch (error) {
      span.fail('not_stored', 'the event is not stored yet');
      throw error;
    } finally {
      span.end();
    }
    const fields = {
      tenant,
      ticketId,
      type: event.type,
      eventId: event.id,
      alarm: alarm.key,
      lateMs: now - alarm.at,
      traceId: span.context.traceId,
    };
    this.logger.info(fields, 'sla.told');
  }
}

import { subjects, type StoppedLoop } from '@deskhook/contracts';
import { derivedId } from '@deskhook/domain';
import { isStreamFull, type Claims, type Publication, type Publisher } from '@deskhook/messaging';
import type { Logger } from '@deskhook/runtime';

const TYPE = 'deskhook.loop_stopped';
/** Loops come back with every change of the ticket: an administrator is told once in this time. */
const QUIET_MS = 3_600_000;
const ADVICE =
  'Find the subscription whose action or receiver causes these events, and narrow its condition. The event is among the dead letters.';

/** Tells that a loop of events was stopped, as a notice and as an event that subscriptions can select. */
export class LoopNotices {
  constructor(
    private readonly publisher: Publisher,
    private readonly claims: Claims,
    private readonly logger: Logger,
  ) {}

  /** Returns when it is stored. Deskhook's own news are not told of: they could follow each other for ever. */
  async tell(loop: StoppedLoop, storedAt: number): Promise<void> {
    const { tenant, id: owner, type, hopcount } = loop;
    if (type.startsWith('deskhook.')) return;
    const parts = [tenant, TYPE, subjectOf(loop)];
    if (!(await this.claims.claim({ parts, owner, windowMs: QUIET_MS }, Date.now()))) return;
    const notice = loopStopped(loop, storedAt);
    const payload = JSON.stringify(notice);
    const told = { subject: subjects.notice(tenant, TYPE), payload, messageId: notice.id };
    await this.publishNotice(told, tenant);
    await this.publisher.publish({ subject: subjects.event(tenant, TYPE), payload });
    this.logger.warn({ tenant, eventId: owner, type, hopcount, noticeId: notice.id }, 'loop.stopped');
  }

  /** The same news goes out as an event: where nobody reads the notices, nothing is lost by leaving this one out. */
  private async publishNotice(told: Publication, tenant: string): Promise<void> {
    try {
      await this.publisher.publish(told);
    } catch (error) {
      if (!isStreamFull(error)) throw error;
      this.logger.error({ tenant, noticeId: told.messageId }, 'notice.refused');
    }
  }
}

function loopStopped(loop: StoppedLoop, storedAt: number) {
  const { tenant, id, ticketId, stateChange, hopcount, limit } = loop;
  return {
    specversion: '1.0',
    id: derivedId('loop', [tenant, id]),
    source: `/tenants/${tenant}/deskhook/evaluator`,
    type: TYPE,
    subject: subjectOf(loop),
    time: new Date(storedAt).toISOString(),
    datacontenttype: 'application/json',
    causationid: id,
    correlationid: stateChange,
    data: {
      ...(ticketId === null ? {} : { ticket: { id: ticketId } }),
      loop: {
        event_id: id,
        event_type: loop.type,
        causation_id: loop.causationId,
        hopcount,
        limit,
        advice: ADVICE,
      },
    },
  };
}

/** What the loop runs about: the ticket, else what the event says that it is about, else all events of its type. */
function subjectOf({ ticketId, subject, type }: StoppedLoop): string {
  return ticketId === null ? (subject ?? type) : `tickets/${ticketId}`;
}

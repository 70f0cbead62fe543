import { NOTICE_TYPES, type StoppedLoop } from '@deskhook/contracts';
import { derivedId, isOwnNews } from '@deskhook/domain';
import type { Claims, Notice, NoticePublisher } from '@deskhook/messaging';
import type { Logger } from '@deskhook/runtime';

const TYPE = NOTICE_TYPES.loopStopped;
/** Loops come back with every change of the ticket: an administrator is told once in this time. */
const QUIET_MS = 3_600_000;
const ADVICE =
  'Find the subscription whose action or receiver causes these events, and narrow its condition. The event is among the dead letters.';

/** Tells that a loop of events was stopped. */
export class LoopNotices {
  constructor(
    private readonly notices: NoticePublisher,
    private readonly claims: Claims,
    private readonly logger: Logger,
  ) {}

  /** Returns when it is stored. */
  async tell(loop: StoppedLoop, storedAt: number, traceId: string): Promise<void> {
    const { tenant, id: owner, type, hopcount } = loop;
    if (isOwnNews(type)) return;
    const parts = [tenant, TYPE, subjectOf(loop)];
    if (!(await this.claims.claim({ parts, owner, windowMs: QUIET_MS }, Date.now()))) return;
    const notice = loopStopped(loop, storedAt);
    await this.notices.tell(notice);
    const fields = { tenant, eventId: owner, type, hopcount, noticeId: notice.id, traceId };
    this.logger.warn(fields, 'loop.stopped');
  }
}

function loopStopped(loop: StoppedLoop, storedAt: number): Notice {
  const { tenant, id, ticketId, stateChange, hopcount, limit } = loop;
  return {
    tenant,
    type: TYPE,
    id: derivedId('loop', [tenant, id]),
    source: 'evaluator',
    subject: subjectOf(loop),
    at: storedAt,
    extensions: { causationid: id, correlationid: stateChange },
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

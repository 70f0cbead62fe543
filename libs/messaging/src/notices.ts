import { STREAMS, subjects, type NoticeType } from '@deskhook/contracts';
import type { ConsumerLog } from './consumer-context.js';
import { publishUnstored } from './dead-letters.js';
import { isStreamFull, type Publication, type Publisher } from './publisher.js';

/** A piece of Deskhook's own news. */
export interface Notice {
  readonly tenant: string;
  readonly type: NoticeType;
  /** Follows from what is told, so that telling it again after a crash is one notice and one event. */
  readonly id: string;
  /** The service that tells it. */
  readonly source: string;
  /** What it is about. */
  readonly subject: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Extension attributes; absent ones are left out. */
  readonly extensions: Readonly<Record<string, string>>;
  readonly data: object;
}

/** Who may want to hear news as events. */
export interface NewsAudience {
  hears(tenant: string, type: string): boolean;
}

/** Tells Deskhook's own news: as a notice, and, where a subscription asks for it, as an event. */
export class NoticePublisher {
  constructor(
    private readonly publisher: Publisher,
    private readonly log: ConsumerLog,
    /** Absent: who listens is not known here, so that there is always an event. */
    private readonly audience: NewsAudience | null = null,
  ) {}

  /** Returns when it is stored. What full streams do not take must not hold up what caused it. */
  async tell(notice: Notice): Promise<void> {
    const payload = JSON.stringify(cloudEvent(notice));
    if (!(await this.publishNotice(notice, payload)))
      this.log.error({ tenant: notice.tenant, noticeId: notice.id }, 'notice.refused');
    await this.publishEvent(notice, payload);
  }

  /** Tells what only becomes true by its notice. False: the stream of notices is full, and nothing was told. */
  async announce(notice: Notice): Promise<boolean> {
    const payload = JSON.stringify(cloudEvent(notice));
    if (!(await this.publishNotice(notice, payload))) return false;
    await this.publishEvent(notice, payload);
    return true;
  }

  private publishNotice({ tenant, type, id }: Notice, payload: string): Promise<boolean> {
    return this.isTaken({ subject: subjects.notice(tenant, type), payload, messageId: id });
  }

  private async publishEvent({ tenant, type, id, at }: Notice, payload: string): Promise<void> {
    if (this.audience !== null && !this.audience.hears(tenant, type)) return;
    const event = { subject: subjects.event(tenant, type), payload };
    if (await this.isTaken(event)) return;
    await publishUnstored(this.publisher, STREAMS.events, { ...event, messageId: id }, at);
  }

  private async isTaken(publication: Publication): Promise<boolean> {
    try {
      await this.publisher.publish(publication);
      return true;
    } catch (error) {
      if (!isStreamFull(error)) throw error;
      return false;
    }
  }
}

function cloudEvent({ tenant, type, id, source, subject, at, extensions, data }: Notice) {
  return {
    specversion: '1.0',
    id,
    source: `/tenants/${tenant}/deskhook/${source}`,
    type,
    subject,
    time: new Date(at).toISOString(),
    datacontenttype: 'application/json',
    ...extensions,
    data,
  };
}

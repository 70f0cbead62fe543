import type { CommandData, EventData, OpenData } from './events.gen.js';

/** Types that a helpdesk may publish; `deskhook.*` are Deskhook's own news. */
export type EventType = Exclude<keyof EventData, `deskhook.${string}`> | `custom.${string}`;

/** What an event of the type says. */
export type DataOf<T extends string> = T extends keyof EventData ? EventData[T] : OpenData;

/** Who caused an event. */
export type ActorType = (typeof ACTOR_TYPES)[number];

/** All of them. */
export const ACTOR_TYPES = ['agent', 'client', 'system', 'trigger', 'api'] as const;

/** A CloudEvent 1.0 in structured form. */
export interface CloudEvent<T extends string = string, D = DataOf<T>> {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: T;
  readonly subject?: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly traceparent?: string;
  readonly correlationid?: string;
  readonly causationid?: string;
  readonly hopcount?: number;
  readonly actortype?: ActorType;
  readonly data: D;
}

/** What a subscription asks the helpdesk to do; read from the stream COMMANDS. */
export type Command = CloudEvent<`command.${string}`, CommandData>;

/** What an event follows from: a command that the helpdesk carried out, or an event that it reacted to. */
export type Cause = Pick<CloudEvent, 'id' | 'type'> & { readonly hopcount?: number };

export interface EventOptions {
  /** Unique per tenant; made once when absent, so that every try is the same event. */
  readonly id?: string;
  /** When it happened; now when absent. */
  readonly time?: Date | string;
  readonly source?: string;
  /** What it is about; `tickets/<id>` and the like when absent. Events of one subject are stored in the order of the calls. */
  readonly subject?: string;
  /** W3C trace context; that of the active OpenTelemetry span when absent. */
  readonly traceparent?: string;
  /** The same on all events that tell of one change. */
  readonly correlationId?: string;
  readonly actorType?: ActorType;
  /** Guards against loops: sets `causationid`, and `hopcount` to the command's or to one more than the event's. */
  readonly causedBy?: Cause;
}

/** What an event takes from the publisher that makes it. */
export interface EventContext {
  readonly tenant: string;
  readonly source: string;
  readonly id: string;
  readonly now: Date;
  readonly traceparent: string | null;
}

/** The event as it is published: made once, the same on every try. */
export function makeEvent<T extends EventType>(
  type: T,
  data: DataOf<T>,
  options: EventOptions,
  context: EventContext,
): CloudEvent<T> {
  const { id = context.id, source = context.source, time = context.now, actorType, correlationId } = options;
  const subject = options.subject ?? subjectOf(data);
  const traceparent = options.traceparent ?? context.traceparent;
  return {
    specversion: '1.0',
    id,
    source,
    type,
    ...(subject === null ? {} : { subject }),
    time: typeof time === 'string' ? time : instant(time),
    datacontenttype: 'application/json',
    ...(traceparent === null ? {} : { traceparent }),
    ...(correlationId === undefined ? {} : { correlationid: correlationId }),
    ...causation(options.causedBy),
    ...(actorType === undefined ? {} : { actortype: actorType }),
    data,
  };
}

/** An invalid date makes no text: what checks the event says so. */
function instant(time: unknown): string {
  return time instanceof Date && !Number.isNaN(time.getTime()) ? time.toISOString() : 'invalid';
}

function causation(cause: Cause | undefined): { readonly causationid?: string; readonly hopcount?: number } {
  if (cause === undefined) return {};
  const { id, type, hopcount = 0 } = cause;
  // A command carries the count of the event that it stands for already.
  return { causationid: id, hopcount: type.startsWith('command.') ? hopcount : hopcount + 1 };
}

const SUBJECTS = { ticket: 'tickets', user: 'users', article: 'articles' } as const;

function subjectOf(data: unknown): string | null {
  for (const [member, plural] of Object.entries(SUBJECTS)) {
    const id = memberOf(memberOf(data, member), 'id');
    if (typeof id === 'string' || typeof id === 'number') return `${plural}/${id}`;
  }
  return null;
}

/** A member of what may be no object at all. */
export function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

import {
  derivedId,
  STATED_FOR,
  type SlaAlarm,
  type SlaClock,
  type SlaMetric,
  type SlaVerdict,
  type StatedMetric,
} from '@deskhook/domain';
import type { SelectingPolicy } from './policy-of-record.js';

/** Whose alarm it is, and when it is told. */
export interface AlarmContext {
  readonly tenant: string;
  readonly ticketId: string;
  readonly ticket: Readonly<Record<string, unknown>>;
  readonly policy: SelectingPolicy | null;
  readonly clocks: SlaVerdict['clocks'];
  readonly now: number;
}

/** The type of the event that tells of each kind of alarm. */
export const ALARM_TYPES = {
  breach: 'sla.breached',
  warning: 'sla.warning',
  'time-condition': 'ticket.time_condition_met',
} as const satisfies Record<SlaAlarm['kind'], string>;

/** The event that an alarm is told by. Told again, after a crash or by another replica, it has the same id. */
export function alarmEvent(alarm: SlaAlarm, context: AlarmContext) {
  const { tenant, ticketId } = context;
  return {
    specversion: '1.0',
    id: derivedId('sla', [tenant, ticketId, alarm.key, String(alarm.at)]),
    source: `/tenants/${tenant}/deskhook/scheduler`,
    type: ALARM_TYPES[alarm.kind],
    subject: `tickets/${ticketId}`,
    time: instant(alarm.at),
    datacontenttype: 'application/json',
    data: { ticket: ticketOf(alarm, context), ...partOf(alarm, context) },
  };
}

function partOf(alarm: SlaAlarm, { policy, now }: AlarmContext): Readonly<Record<string, unknown>> {
  const named = { policy: policy?.name ?? null, policy_id: policy?.id ?? null };
  switch (alarm.kind) {
    case 'breach':
      return {
        sla: {
          ...named,
          ...clockPart(alarm.clock, alarm.clock.due),
          breached_at: instant(alarm.at),
          overdue_seconds: seconds(Math.max(0, now - alarm.at)),
        },
      };
    case 'warning': {
      const { due } = alarm.clock;
      // A warning that is told some milliseconds late is still one of half an hour.
      const remaining = due === null ? null : Math.ceil(Math.max(0, due - now) / 1_000);
      return {
        sla: {
          ...named,
          ...clockPart(alarm.clock, due),
          remaining_seconds: remaining,
          warning: warningPart(alarm),
        },
      };
    }
    case 'time-condition':
      return { time_condition: { ...stayPart(alarm), ...named } };
    default:
      return alarm satisfies never;
  }
}

function clockPart({ metric, targetMs, startedAt }: SlaClock, due: number | null) {
  return {
    metric,
    due: due === null ? null : instant(due),
    target_minutes: minutes(targetMs),
    started_at: instant(startedAt),
  };
}

function warningPart({ warning }: Extract<SlaAlarm, { kind: 'warning' }>) {
  return warning.kind === 'percent' ? { percent: warning.percent } : { before_seconds: seconds(warning.ms) };
}

function stayPart({ stay, at }: Extract<SlaAlarm, { kind: 'time-condition' }>) {
  const { condition, status, since } = stay;
  return {
    id: condition.id,
    statuses: [...condition.statuses],
    status: status?.slug ?? status?.base ?? null,
    since: instant(since),
    after: condition.after,
    due: instant(at),
  };
}

/** The ticket with `sla` as every dialect knows it. What the helpdesk says itself stays. */
function ticketOf(alarm: SlaAlarm, { ticketId, ticket, policy, clocks }: AlarmContext) {
  const stated = isRecord(ticket['sla']) ? ticket['sla'] : {};
  const breached =
    alarm.kind === 'breach'
      ? { breached_kind: kindOf(alarm.clock.metric), breached_at: instant(alarm.at) }
      : {};
  const told = alarm.kind === 'time-condition' ? null : alarm.clock;
  const filled = {
    policy: policy?.name,
    ...duePart('response', told, clocks),
    ...duePart('solution', told, clocks),
    ...breached,
  };
  const sla = { ...stated };
  for (const [name, value] of Object.entries(filled)) {
    if (value !== undefined && (sla[name] === undefined || sla[name] === null)) sla[name] = value;
  }
  return { id: ticketId, ...ticket, sla };
}

/** The due instant of a kind: that of the clock which is told of, else of the newest one. */
function duePart(kind: StatedMetric, told: SlaClock | null, clocks: SlaVerdict['clocks']) {
  const isOfKind = ({ metric }: SlaClock) => kindOf(metric) === kind;
  const clock = told !== null && isOfKind(told) ? told : clocks.findLast(isOfKind);
  if (clock === undefined) return {};
  return {
    [`${kind}_minutes`]: minutes(clock.targetMs),
    ...(clock.due === null ? {} : { [`${kind}_due`]: instant(clock.due) }),
  };
}

function kindOf(metric: SlaMetric): StatedMetric {
  return metric === 'response' || metric === 'solution' ? metric : STATED_FOR[metric];
}

const instant = (at: number): string => new Date(at).toISOString();
const seconds = (ms: number): number => Math.floor(ms / 1_000);
/** Whole minutes, as the canonical model has them. */
const minutes = (ms: number): number => Math.ceil(ms / 60_000);

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import {
  answers,
  asks,
  endsTicket,
  opensTicket,
  PUT_AWAY_FLAGS,
  STATED_METRICS,
  type PutAwayFlag,
  type SlaFact,
  type SlaStatus,
  type StatedMetric,
} from './sla-fact.js';

/** What a policy promises. */
export const POLICY_METRICS = ['first_response', 'next_response', 'resolution'] as const;
export type PolicyMetric = (typeof POLICY_METRICS)[number];
export type SlaMetric = PolicyMetric | StatedMetric;

/** The stated metric that stands in for a policy's. */
export const STATED_FOR = {
  first_response: 'response',
  next_response: 'response',
  resolution: 'solution',
} as const satisfies Record<PolicyMetric, StatedMetric>;

/** One run of a promise, from when it was due until it was kept or fell away. */
export interface SlaCycle {
  readonly metric: SlaMetric;
  /** Tells the cycles of a metric apart, and stays when the instant of creation is learnt late. */
  readonly key: string;
  readonly startedAt: number;
  readonly end: { readonly kind: 'met' | 'cancelled'; readonly at: number } | null;
  /** The priority when it ended, or the present one. */
  readonly priority: string | null;
  /** When it is due by the helpdesk's word; for metrics of a policy, whether the helpdesk's word stood in for it. */
  readonly due: number | null;
  readonly isReplaced: boolean;
  /** The instant of the end is only the latest at which it can have been: too late by that is not proven. */
  readonly isEndCertain: boolean;
}

/** A stretch of a ticket's life, up to the next one. */
export interface SlaStage {
  readonly from: number;
  readonly status: SlaStatus | null;
  readonly isPutAway: boolean;
}

/** A ticket's life as its facts tell it. It knows nothing of policies. */
export interface TicketCourse {
  readonly cycles: readonly SlaCycle[];
  /** At least one. */
  readonly stages: readonly SlaStage[];
  readonly priority: string | null;
}

/** The key of cycles that begin with the ticket. */
const FROM_CREATION = 'c';

/** Folds a ticket's facts, which stand in their order, into its course. Null: there are none. */
export function ticketCourse(facts: readonly SlaFact[]): TicketCourse | null {
  const [first] = facts;
  if (first === undefined) return null;
  const stated = facts.find(({ created }) => created !== null)?.created ?? first.at;
  const course = new CourseBuilder(first, Math.min(stated, first.at));
  for (const fact of facts) course.take(fact);
  return course.build();
}

interface OpenCycle extends Omit<SlaCycle, 'end' | 'priority' | 'isReplaced' | 'isEndCertain'> {
  due: number | null;
}

class CourseBuilder {
  private readonly ended: SlaCycle[] = [];
  private readonly open = new Map<SlaMetric, OpenCycle>();
  private readonly stages: SlaStage[];
  private readonly stated: Record<StatedMetric, number | null> = { response: null, solution: null };
  private readonly putAway: Record<PutAwayFlag, boolean> = { spam: false, trash: false, deleted: false };
  private status: SlaStatus | null = null;
  private priority: string | null = null;
  private isClosed: boolean;
  private hasAnswer: boolean;
  private askedAt: number | null = null;

  constructor(
    first: SlaFact,
    private readonly createdAt: number,
  ) {
    this.stages = [{ from: createdAt, status: null, isPutAway: false }];
    // Of a ticket that is seen late, and ended or reopened then, nothing of what was promised before is known.
    this.isClosed = endsTicket(first) || first.type === 'ticket.reopened';
    this.hasAnswer = this.isClosed;
    if (this.isClosed) return;
    this.begin('first_response', createdAt);
    this.begin('resolution', createdAt);
  }

  /** Within one event: what opens, then replies, then what closes, then what the helpdesk states to be due. */
  take(fact: SlaFact): void {
    if (this.isClosed && opensTicket(fact)) this.reopen(fact.at);
    const wasDue = this.open.has('response');
    if (fact.agentReplied && !answers(fact)) this.assumeAnswer(fact.at);
    if (answers(fact)) this.answer(fact.at);
    else if (asks(fact)) this.ask(fact.at);
    if (!this.isClosed && endsTicket(fact)) this.close(fact.at);
    for (const metric of STATED_METRICS) this.state(metric, fact);
    if (answers(fact) && !wasDue) this.end('response', 'met', fact.at);
    this.enter(fact);
  }

  build(): TicketCourse {
    const running = [...this.open.values()].map((cycle) => this.finished(cycle, null, true));
    return { cycles: [...this.ended, ...running], stages: this.stages, priority: this.priority };
  }

  private reopen(at: number): void {
    this.isClosed = false;
    this.begin('resolution', at);
    if (!this.hasAnswer) this.begin('first_response', at);
    else if (this.askedAt !== null) this.begin('next_response', at);
    for (const metric of STATED_METRICS) {
      const due = this.stated[metric];
      if (due !== null && due > at) this.begin(metric, at, due);
    }
  }

  private close(at: number): void {
    this.isClosed = true;
    this.askedAt = null;
    this.end('resolution', 'met', at);
    this.end('solution', 'met', at);
    for (const metric of ['first_response', 'next_response', 'response'] as const)
      this.end(metric, 'cancelled', at);
  }

  private answer(at: number): void {
    this.hasAnswer = true;
    this.askedAt = null;
    for (const metric of ['first_response', 'next_response', 'response'] as const)
      this.end(metric, 'met', at);
  }

  private assumeAnswer(at: number): void {
    this.hasAnswer = true;
    this.end('first_response', 'met', at, false);
  }

  private ask(at: number): void {
    if (!this.hasAnswer || this.askedAt !== null) return;
    this.askedAt = at;
    if (!this.isClosed) this.begin('next_response', at);
  }

  private state(metric: StatedMetric, { due, at }: SlaFact): void {
    const value = due[metric];
    if (value === undefined) return;
    const before = this.stated[metric];
    const cycle = this.open.get(metric);
    this.stated[metric] = value;
    if (value === null) this.end(metric, 'cancelled', at);
    else if (cycle !== undefined) cycle.due = value;
    else if (value !== before && !this.isClosed)
      this.begin(metric, this.isFirst(metric) ? this.createdAt : at, value);
  }

  private enter(fact: SlaFact): void {
    this.priority = fact.priority ?? this.priority;
    this.status = fact.status ?? this.status;
    Object.assign(this.putAway, fact.putAway);
    const isPutAway = PUT_AWAY_FLAGS.some((flag) => this.putAway[flag]);
    this.stages.push({ from: fact.at, status: this.status, isPutAway });
  }

  private begin(metric: SlaMetric, startedAt: number, due: number | null = null): void {
    const since = this.isFirst(metric) && startedAt === this.createdAt ? FROM_CREATION : String(startedAt);
    const sameInstant = this.ended.filter(
      (cycle) => cycle.metric === metric && cycle.startedAt === startedAt,
    );
    const key = sameInstant.length === 0 ? since : `${since}+${sameInstant.length}`;
    this.open.set(metric, { metric, key, startedAt, due });
  }

  private isFirst(metric: SlaMetric): boolean {
    return this.ended.every((cycle) => cycle.metric !== metric);
  }

  private end(metric: SlaMetric, kind: 'met' | 'cancelled', at: number, isEndCertain = true): void {
    const cycle = this.open.get(metric);
    if (cycle === undefined) return;
    this.open.delete(metric);
    this.ended.push(this.finished(cycle, { kind, at }, isEndCertain));
  }

  private finished(cycle: OpenCycle, end: SlaCycle['end'], isEndCertain: boolean): SlaCycle {
    const { metric } = cycle;
    const isReplaced =
      metric !== 'response' && metric !== 'solution' && this.stated[STATED_FOR[metric]] !== null;
    return { ...cycle, end, priority: this.priority, isReplaced, isEndCertain };
  }
}

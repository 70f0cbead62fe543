import {
  deliveriesOf,
  firingOf,
  storedFamily,
  type BacktestAnswer,
  type MatchableSubscription,
  type StoredEventMessage,
} from '@deskhook/contracts';
import { eventReader, type ConditionContext } from '@deskhook/domain';

/** A stored event, as the log has it. */
export interface BacktestEvent {
  readonly id: string;
  readonly ticketId: string | null;
  readonly message: StoredEventMessage;
}

interface Match {
  /** The event that fires: the published one, or one that is derived from it. */
  readonly type: string;
  readonly deliveries: number;
}

/** Counts what a subscription would have matched, event by event, the newest first. Decides as the evaluator does. */
export class BacktestTally {
  private scanned = 0;
  private matched = 0;
  private deliveries = 0;
  private readonly byType = new Map<string, number>();
  private readonly byDay = new Map<string, number>();
  private readonly samples: BacktestAnswer['samples'] = [];

  constructor(
    private readonly subscription: MatchableSubscription,
    private readonly workingTime: ConditionContext['workingTime'],
    private readonly samplesMax: number,
  ) {}

  get scannedCount(): number {
    return this.scanned;
  }

  add(event: BacktestEvent): void {
    this.scanned += 1;
    const match = this.matchOf(event.message);
    if (match === null) return;
    const receivedAt = new Date(event.message.acceptedAt).toISOString();
    this.matched += 1;
    this.deliveries += match.deliveries;
    increment(this.byType, match.type);
    increment(this.byDay, receivedAt.slice(0, 10));
    const { id: eventId, ticketId } = event;
    if (this.samples.length < this.samplesMax)
      this.samples.push({ eventId, type: match.type, ticketId, receivedAt });
  }

  figures(): Pick<BacktestAnswer, 'scanned' | 'matched' | 'deliveries' | 'byType' | 'byDay' | 'samples'> {
    const { scanned, matched, deliveries, samples } = this;
    const byType = [...this.byType].map(([type, count]) => ({ type, matched: count }));
    const byDay = [...this.byDay].map(([date, count]) => ({ date, matched: count }));
    return {
      scanned,
      matched,
      deliveries,
      byType: byType.toSorted((a, b) => b.matched - a.matched || (a.type < b.type ? -1 : 1)),
      byDay: byDay.toReversed(),
      samples,
    };
  }

  /** An event counts once, however many of its family fire. */
  private matchOf(message: StoredEventMessage): Match | null {
    const { acceptedAt } = message;
    const context = { now: acceptedAt, workingTime: this.workingTime };
    const firing = storedFamily(this.subscription.tenant, message).flatMap(({ event }) => {
      const found = firingOf(this.subscription, event, eventReader(event, context));
      return found.kind === 'fires' ? [{ event, triggers: found.triggers }] : [];
    });
    const [first] = firing;
    if (first === undefined) return null;
    const ids = firing.flatMap(({ event, triggers }) =>
      deliveriesOf(this.subscription, event, triggers, acceptedAt).map(({ delivery }) => delivery.id),
    );
    return { type: first.event.type, deliveries: new Set(ids).size };
  }
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/**
 * Where an attempt, or the start of a run of the retry schedule, leaves a delivery; weakest first. Of two reports of
 * the same attempt the later in this list counts.
 */
export const STANDINGS = ['pending', 'retrying', 'cancelled', 'dead', 'delivered'] as const;
export type Standing = (typeof STANDINGS)[number];

/** Something that was reported of a delivery. */
export type DeliveryFact =
  /** A run of the retry schedule began: the first one, or a replay after `numberBefore` attempts. */
  | { readonly kind: 'begun'; readonly numberBefore: number; readonly at: number }
  | {
      readonly kind: 'attempted';
      readonly number: number;
      readonly standing: Exclude<Standing, 'pending'>;
      readonly at: number;
    };

/** Everything that a delivery's status follows from. Each part only ever grows. */
export interface DeliveryRecord {
  /** The report that counts: the highest number, then the strongest standing, then the latest. */
  readonly number: number;
  readonly standing: Standing;
  readonly at: number;
  /** The highest attempt that was delivered; 0 when none was. */
  readonly deliveredNumber: number;
  /** The attempts made before the last replay; 0 when there was none. */
  readonly replayedAfter: number;
}

/** What is known of a delivery after its first fact. */
export function recordOf(fact: DeliveryFact): DeliveryRecord {
  if (fact.kind === 'begun') {
    const { numberBefore, at } = fact;
    return {
      number: numberBefore + 1,
      standing: 'pending',
      at,
      deliveredNumber: 0,
      replayedAfter: numberBefore,
    };
  }
  const { number, standing, at } = fact;
  return { number, standing, at, deliveredNumber: standing === 'delivered' ? number : 0, replayedAfter: 0 };
}

/**
 * Puts two records of a delivery together. Commutative, associative and idempotent, so that the log ends in the same
 * state whatever order facts arrive in and however often.
 */
export function mergeRecords(one: DeliveryRecord, two: DeliveryRecord): DeliveryRecord {
  const { number, standing, at } = outranks(two, one) ? two : one;
  return {
    number,
    standing,
    at,
    deliveredNumber: Math.max(one.deliveredNumber, two.deliveredNumber),
    replayedAfter: Math.max(one.replayedAfter, two.replayedAfter),
  };
}

/** The status that follows: once delivered it stays so, whatever else is reported, until it is replayed. */
export function statusOf(record: DeliveryRecord): Standing {
  return record.deliveredNumber > record.replayedAfter ? 'delivered' : record.standing;
}

function outranks(one: DeliveryRecord, two: DeliveryRecord): boolean {
  if (one.number !== two.number) return one.number > two.number;
  const difference = STANDINGS.indexOf(one.standing) - STANDINGS.indexOf(two.standing);
  return difference === 0 ? one.at > two.at : difference > 0;
}

import { STREAMS, tenantOfSubject } from '@deskhook/contracts';
import { readMessage, streamExtent, type Broker } from '@deskhook/messaging';
import type { Logger } from '@deskhook/runtime';
import { DeliveryPlaces } from './delivery-places.js';
import { LaneContents } from './lane-contents.js';
import type { LedgerEventsRepository, NamelessEvent } from './ledger-events.repository.js';
import type { LedgerFiguresRepository } from './ledger-figures.repository.js';
import type { LedgerIntakeRepository } from './ledger-intake.repository.js';
import type { OpenDeliveriesRepository, RotationPlace } from './open-deliveries.repository.js';
import { evaluatorPositions, logPositions, type LogPositions } from './stream-positions.js';

export interface LedgerBooks {
  readonly intake: LedgerIntakeRepository;
  readonly events: LedgerEventsRepository;
  readonly deliveries: OpenDeliveriesRepository;
  readonly figures: LedgerFiguresRepository;
}

/** A round takes in and looks at so much at most, that it stands in nobody's way. */
const INTAKE_STEPS_MAX = 30;
const LOOK_MS_MAX = 2_000;
const LOOK_COUNT = 1_000;
const NAMELESS_MAX = 100;
const LANE_ENTRIES_MAX = 500_000;
/** How often a delivery must not be found, with everything read that was told until then, before it counts as lost. */
const LOOKS_MAX = 2;

/** Counts what the log was told, and looks for what it shows as open. */
export class LedgerRound {
  private readonly lanes: LaneContents;

  constructor(
    private readonly broker: Broker,
    private readonly books: LedgerBooks,
    private readonly graceMs: number,
    private readonly logger: Logger,
  ) {
    this.lanes = new LaneContents(broker, LANE_ENTRIES_MAX);
  }

  /** One round; `now` reads a clock in milliseconds that only goes forward. */
  async run(now: () => number): Promise<void> {
    const log = await logPositions(this.broker);
    const isComplete = await this.takeIn(log);
    if (isComplete) await this.books.events.accuse(log, this.graceMs);
    await this.books.events.mark(await evaluatorPositions(this.broker));
    await this.nameEvents();
    await this.lookForSuspects(log);
    await this.lookForOpen(now);
    await this.books.figures.close({
      events: log.events.unsettled,
      deliveries: log.deliveries.unsettled,
      attempts: log.attempts.unsettled,
    });
  }

  /** True when everything was taken in that the log has stored. */
  private async takeIn({ events }: LogPositions): Promise<boolean> {
    const { intake } = this.books;
    const { createdAt } = await streamExtent(this.broker, STREAMS.events);
    let isDone = false;
    for (let step = 0; step < INTAKE_STEPS_MAX && !isDone; step++) isDone = await intake.takeEvaluations();
    let isHeard = false;
    for (let step = 0; step < INTAKE_STEPS_MAX && !isHeard; step++)
      isHeard = await intake.takeEvents({ createdAt, heardUpTo: events.settledUpTo });
    await intake.settle();
    return isDone && isHeard;
  }

  private async nameEvents(): Promise<void> {
    for (const event of await this.books.events.nameless(NAMELESS_MAX)) await this.nameEvent(event);
  }

  private async nameEvent({ sequence, tenant, acceptedAt }: NamelessEvent): Promise<void> {
    const message = sequence > 0 ? await readMessage(this.broker, STREAMS.events, sequence) : null;
    const owner = tenant ?? (message === null ? null : tenantOfSubject(message.subject));
    await this.books.events.name(sequence, owner, acceptedAt ?? message?.storedAt ?? Date.now());
    this.logger.error({ sequence, tenant: owner }, 'ledger.event-unexplained');
  }

  private async lookForSuspects({ attempts }: LogPositions): Promise<void> {
    const { deliveries } = this.books;
    const suspects = await deliveries.suspects(attempts.settledUpTo, LOOK_COUNT);
    if (suspects.length === 0) return;
    const nowhere = await this.absent(suspects);
    const givenUp = await deliveries.givenUp(nowhere);
    const absent = nowhere.filter(({ id }) => !givenUp.has(id));
    const isAbsent = new Set(absent);
    await deliveries.clear(suspects.filter((one) => !isAbsent.has(one)));
    const unexplained = await deliveries.looked(absent, await this.attemptsLast(), LOOKS_MAX);
    for (const [tenant, deliveryId] of unexplained)
      this.logger.error({ tenant, deliveryId }, 'ledger.delivery-unexplained');
  }

  /** Goes through the open deliveries of all tenants, a part in each round. */
  private async lookForOpen(now: () => number): Promise<void> {
    const { deliveries } = this.books;
    const until = now() + LOOK_MS_MAX;
    const places = await DeliveryPlaces.now(this.broker, this.lanes);
    let place = await deliveries.rotation();
    for (;;) {
      place ??= await this.beginning();
      if (place === null) break;
      const found = await deliveries.next(place, this.graceMs, LOOK_COUNT);
      const absent = await places.absent(found);
      if (absent.length > 0) await deliveries.suspect(absent, await this.attemptsLast());
      const last = found.at(-1);
      const isMore = found.length === LOOK_COUNT && last !== undefined;
      place = isMore ? { ...place, createdAt: last.createdAt, id: last.id } : await this.following(place);
      if (place === null || now() > until) break;
    }
    await deliveries.rotated(place);
  }

  private async beginning(): Promise<RotationPlace | null> {
    const [first] = await this.books.deliveries.tenants();
    return first === undefined ? null : startOf(first, 'pending');
  }

  /** Null: the rotation has come round. */
  private async following({ tenant, status }: RotationPlace): Promise<RotationPlace | null> {
    if (status === 'pending') return startOf(tenant, 'retrying');
    const next = (await this.books.deliveries.tenants()).find((one) => one > tenant);
    return next === undefined ? null : startOf(next, 'pending');
  }

  private async absent<T extends Parameters<DeliveryPlaces['absent']>[0][number]>(
    deliveries: readonly T[],
  ): Promise<T[]> {
    const places = await DeliveryPlaces.now(this.broker, this.lanes);
    return places.absent(deliveries);
  }

  private async attemptsLast(): Promise<number> {
    return (await streamExtent(this.broker, STREAMS.attempts)).last;
  }
}

function startOf(tenant: string, status: RotationPlace['status']): RotationPlace {
  return { tenant, status, createdAt: '-infinity', id: '' };
}

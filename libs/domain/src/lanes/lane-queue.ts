import { Heap } from './heap.js';

/** Place of a delivery among those of its ticket: the event's sequence, then what tells deliveries of one event apart. */
export type TicketPlace = readonly [event: number, within: number];

/** A delivery that waits in the lane of its endpoint. */
export interface LaneItem {
  /** Its sequence in the lane. */
  readonly sequence: number;
  readonly deliveryId: string;
  /** The ticket whose deliveries go one after the other; null: its order does not count. */
  readonly ticket: string | null;
  /** Null: it only never overlaps another one of its ticket, as a replay does. */
  readonly place: TicketPlace | null;
  /** Epoch milliseconds; null: at once. */
  readonly notBefore: number | null;
}

interface Entry<T> {
  item: T;
  state: 'waiting' | 'begun';
  /** It stands in one of the heaps. */
  queued: boolean;
}

interface Ticket<T> {
  /** By their place. */
  readonly inOrder: Entry<T>[];
  /** Those without a place, as they came. */
  readonly others: Entry<T>[];
  begun: Entry<T> | null;
}

/**
 * Decides which delivery of a lane may be sent next. A ticket has at most one delivery on its way; its first by place goes
 * first, and later ones wait until that has ended, also while it waits for its retry. All else goes as it came.
 */
export class LaneQueue<T extends LaneItem> {
  private readonly bySequence = new Map<number, Entry<T>>();
  private readonly byDelivery = new Map<string, Entry<T>>();
  private readonly tickets = new Map<string, Ticket<T>>();
  /** A delivery may stand in these although it is not the first of its ticket any more: `isNext` tells. */
  private readonly ready = new Heap<Entry<T>>(({ item }) => item.sequence);
  private readonly delayed = new Heap<Entry<T>>(({ item }) => item.notBefore ?? 0);
  private readonly unmarked = new Heap<Entry<T>>(({ item }) => item.place?.[0] ?? 0);

  /** How many deliveries wait or are on their way. */
  get size(): number {
    return this.bySequence.size;
  }

  has(sequence: number): boolean {
    return this.bySequence.has(sequence);
  }

  /** The delivery with the sequence, while it waits; null: it is on its way, or not here. */
  waiting(sequence: number): T | null {
    const entry = this.bySequence.get(sequence);
    return entry?.state === 'waiting' ? entry.item : null;
  }

  /**
   * Takes a delivery in. One that waits already under the same id gives way to what came later, which takes its place: it is
   * returned. What is known already changes nothing.
   */
  add(item: T): T | null {
    if (this.bySequence.has(item.sequence)) return null;
    const former = this.byDelivery.get(item.deliveryId);
    if (former?.state === 'waiting' && former.item.sequence > item.sequence) return item;
    if (former?.state !== 'waiting') {
      this.insert(item);
      return null;
    }
    this.settle(former.item.sequence);
    this.insert({
      ...item,
      ticket: item.ticket ?? former.item.ticket,
      place: item.place ?? former.item.place,
    });
    return former.item;
  }

  /**
   * What may be sent now, or null. It stays where it is until `begin`. `mark`: every delivery of an event up to this sequence
   * that will ever come is in the queue or has ended.
   */
  next(now: number, mark: number): T | null {
    this.drain(
      this.delayed,
      ({ item }) => (item.notBefore ?? 0) <= now,
      (entry) => this.line(entry, mark),
    );
    this.drain(
      this.unmarked,
      ({ item }) => isMarked(item, mark),
      (entry) => this.queue(this.ready, entry),
    );
    this.drain(
      this.ready,
      () => false,
      () => undefined,
    );
    return this.ready.first?.item ?? null;
  }

  /** It is on its way. */
  begin({ sequence }: T): void {
    const entry = this.bySequence.get(sequence);
    if (entry === undefined) return;
    if (this.ready.first === entry) entry.queued = this.ready.pop() === undefined;
    entry.state = 'begun';
    const ticket = this.ticketOf(entry.item);
    if (ticket !== null) ticket.begun = entry;
  }

  /** It was not sent after all, and waits again. */
  giveBack({ sequence }: T, notBefore: number | null): void {
    const entry = this.bySequence.get(sequence);
    if (entry?.state !== 'begun') return;
    entry.item = { ...entry.item, notBefore };
    this.waitAgain(entry);
  }

  /** It has ended, or is to be sent again as `next`, which waits at its place. */
  settle(sequence: number, next: T | null = null): void {
    const entry = this.bySequence.get(sequence);
    if (entry === undefined) return;
    if (next !== null && !this.bySequence.has(next.sequence)) this.replace(entry, next);
    else this.remove(entry);
  }

  /** When the next delivery may be sent that waits for its instant; null: none does. */
  get delayedUntil(): number | null {
    return this.delayed.first?.item.notBefore ?? null;
  }

  /** Whether a delivery waits until it is certain that no earlier one of its ticket comes. */
  get awaitsMark(): boolean {
    return this.unmarked.first !== undefined;
  }

  private insert(item: T): void {
    const entry: Entry<T> = { item, state: 'waiting', queued: false };
    this.bySequence.set(item.sequence, entry);
    this.byDelivery.set(item.deliveryId, entry);
    if (item.ticket !== null) this.file(entry, this.ticketOf(item) ?? this.open(item.ticket));
    this.consider(entry);
  }

  private file(entry: Entry<T>, { inOrder, others }: Ticket<T>): void {
    const { place } = entry.item;
    if (place === null) others.push(entry);
    else inOrder.splice(placeIn(inOrder, place), 0, entry);
  }

  private open(id: string): Ticket<T> {
    const ticket: Ticket<T> = { inOrder: [], others: [], begun: null };
    this.tickets.set(id, ticket);
    return ticket;
  }

  private replace(entry: Entry<T>, next: T): void {
    this.bySequence.delete(entry.item.sequence);
    entry.item = { ...next, ticket: entry.item.ticket, place: entry.item.place };
    this.bySequence.set(next.sequence, entry);
    this.waitAgain(entry);
  }

  private waitAgain(entry: Entry<T>): void {
    entry.state = 'waiting';
    const ticket = this.ticketOf(entry.item);
    if (ticket === null) return this.consider(entry);
    if (ticket.begun === entry) ticket.begun = null;
    this.considerTicket(ticket);
  }

  private remove(entry: Entry<T>): void {
    const { sequence, deliveryId, ticket: id } = entry.item;
    this.bySequence.delete(sequence);
    if (this.byDelivery.get(deliveryId) === entry) this.byDelivery.delete(deliveryId);
    const ticket = this.ticketOf(entry.item);
    if (ticket === null || id === null) return;
    if (ticket.begun === entry) ticket.begun = null;
    for (const list of [ticket.inOrder, ticket.others]) {
      const index = list.indexOf(entry);
      if (index >= 0) list.splice(index, 1);
    }
    if (ticket.inOrder.length + ticket.others.length === 0) this.tickets.delete(id);
    else this.considerTicket(ticket);
  }

  /** What may go next now that something of its ticket has changed. */
  private considerTicket({ inOrder, others }: Ticket<T>): void {
    const [head] = inOrder;
    if (head !== undefined) this.consider(head);
    for (const other of others) this.consider(other);
  }

  private consider(entry: Entry<T>): void {
    if (!this.isNext(entry)) return;
    if (entry.item.notBefore === null) this.line(entry, -1);
    else this.queue(this.delayed, entry);
  }

  private line(entry: Entry<T>, mark: number): void {
    this.queue(isMarked(entry.item, mark) ? this.ready : this.unmarked, entry);
  }

  private queue(heap: Heap<Entry<T>>, entry: Entry<T>): void {
    if (entry.queued) return;
    entry.queued = true;
    heap.push(entry);
  }

  /** Takes out what has its time, or is not next any more, from the front of a heap. */
  private drain(
    heap: Heap<Entry<T>>,
    isDue: (entry: Entry<T>) => boolean,
    goOn: (entry: Entry<T>) => void,
  ): void {
    for (let entry = heap.first; entry !== undefined; entry = heap.first) {
      const isNext = this.isNext(entry);
      if (isNext && !isDue(entry)) return;
      heap.pop();
      entry.queued = false;
      if (isNext) goOn(entry);
    }
  }

  /** It waits, and nothing of its ticket is before it. */
  private isNext(entry: Entry<T>): boolean {
    if (entry.state !== 'waiting' || this.bySequence.get(entry.item.sequence) !== entry) return false;
    const ticket = this.ticketOf(entry.item);
    if (ticket === null) return true;
    return ticket.begun === null && (entry.item.place === null || ticket.inOrder[0] === entry);
  }

  private ticketOf({ ticket }: LaneItem): Ticket<T> | null {
    return ticket === null ? null : (this.tickets.get(ticket) ?? null);
  }
}

function isMarked({ ticket, place }: LaneItem, mark: number): boolean {
  return ticket === null || place === null || place[0] <= mark;
}

/** Where in the list, which is by place, one of this place belongs: behind its equals. */
function placeIn<T extends LaneItem>(list: readonly Entry<T>[], place: TicketPlace): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = list[middle]?.item.place;
    if (other != null && isAfter(other, place)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function isAfter(one: TicketPlace, two: TicketPlace): boolean {
  return one[0] === two[0] ? one[1] > two[1] : one[0] > two[0];
}

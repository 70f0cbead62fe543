/** An event that is ready to be published. */
export interface ReadyEvent {
  readonly text: string;
  readonly place: string;
}

/** The event's id, as its text has it. */
export function idOf({ text }: ReadyEvent): string {
  const event: unknown = JSON.parse(text);
  return typeof event === 'object' && event !== null && 'id' in event ? String(event.id) : '';
}

/** What came of one event. */
export type PublishResult =
  | { readonly outcome: 'stored'; readonly id: string; readonly traceId: string }
  | {
      readonly outcome: 'refused';
      readonly place: string;
      readonly pointer: string;
      readonly detail: string;
    };

/** Whether it is stored is not known: it is sent again under its id. */
export interface Unsettled {
  readonly outcome: 'unsettled';
  readonly place: string;
  readonly pointer: string;
  readonly detail: string;
}

/** Where events are published to; each gives a result for each of a batch, in their order. */
export interface Outlet {
  /** How many it takes at once. */
  readonly batchMax: number;
  publish(events: readonly ReadyEvent[]): Promise<readonly (PublishResult | Unsettled)[]>;
  close(): Promise<void>;
}

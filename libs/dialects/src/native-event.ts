import type { EventFacts } from './event-facts.js';

/** One event of a vendor: what administrators select, and which canonical events fire it. */
export interface NativeEvent {
  /** The vendor's own name, as it is selected and logged. */
  readonly name: string;
  /** What the vendor's form calls it. */
  readonly title: string;
  /** Canonical types that can fire it. */
  readonly types: readonly string[];
  /** Whether an event of these types really does; absent: always. */
  readonly when?: (event: EventFacts) => boolean;
  /**
   * What two events of one state change have in common, so that they make one delivery of this native event; absent:
   * each event is an occurrence of its own.
   */
  readonly occurrence?: (event: EventFacts) => string;
  /** At most one delivery per endpoint and key in the time that the option (a duration) says. */
  readonly throttle?: { readonly option: string; readonly key: (event: EventFacts) => string };
  /** Only fires when it is selected by its own name or its exact canonical type, not by `ticket.*` or `*`. */
  readonly isOffByDefault?: true;
  /** Only fires when it is selected by its own name: another native event is what its canonical type stands for. */
  readonly isByNameOnly?: true;
  /** The name is our choice; the vendor's is not published. */
  readonly isInferred?: true;
}

/** What a delivery that names no native event is called: the first that its canonical type can fire, else that type. */
export function nativeNameOfType(events: readonly NativeEvent[], type: string): string {
  return events.find(({ types }) => types.includes(type))?.name ?? type;
}

import { isCatalogueType, isEventType, type CatalogueEventType } from '@deskhook/domain';
import { sampleEvent, type SampleEvent } from './canonical/sample-event.js';
import type { Dialect } from './dialect.js';
import type { JsonObject } from './json-value.js';
import { nativeEvent, triggersOf } from './triggers.js';

/** What a sample is sent to and when. */
export interface SampleContext {
  readonly tenant: string;
  readonly id: string;
  readonly now: Date;
}

/** A sample event, and the native event that it shows. */
export interface DialectSample {
  readonly trigger: string | null;
  readonly event: Omit<SampleEvent, 'type'> & { readonly type: string };
}

/** A complete sample of an event in a dialect, by its native or canonical name; null when the dialect never sends it. */
export function sampleOf(
  dialect: Pick<Dialect, 'events' | 'sendsCustomEvents' | 'options' | 'samples'>,
  name: string | undefined,
  context: SampleContext,
): DialectSample | null {
  const wanted = name ?? dialect.events?.[0]?.name ?? 'ticket.created';
  const native = nativeEvent(dialect, wanted);
  if (native !== undefined) {
    const { type = native.types[0] ?? '', data } = dialect.samples?.[native.name] ?? {};
    return { trigger: native.name, event: sampleOfType(type, context, data) };
  }
  if (!isEventType(wanted)) return null;
  const event = sampleOfType(wanted, context);
  const facts = { id: event.id, type: wanted, stateChange: event.id, actorType: null, data: event.data };
  const [trigger] = triggersOf(dialect, [wanted], facts, {});
  return trigger === undefined ? null : { trigger: trigger.name, event };
}

/** The sample of a custom event is that of a test, under its own type: nobody but the publisher knows its content. */
function sampleOfType(
  type: string,
  { tenant, id, now }: SampleContext,
  data?: JsonObject,
): DialectSample['event'] {
  const known: CatalogueEventType = isCatalogueType(type) ? type : 'endpoint.test';
  return { ...sampleEvent(known, tenant, id, now, data), type };
}

import { FailureError } from '@deskhook/contracts';
import { DIALECTS, nativeEvent, type Dialect, type NativeEvent } from '@deskhook/dialects';
import { eventGroup, isOwnNews, parseEventTypeSelector } from '@deskhook/domain';

/** Entries of `events` of which a subscription in the dialect must have at least one. */
export interface DialectSelectors {
  readonly dialect: string;
  readonly selectors: readonly string[];
}

/**
 * What a subscription must have selected to receive what the filter names: a type, a group, everything, or a native
 * name of its dialect. Null without a filter.
 */
export function selectorsFor(event: string | undefined): readonly DialectSelectors[] | null {
  if (event === undefined) return null;
  const dialects: readonly Dialect[] = Object.values(DIALECTS);
  const isNative = dialects.some((dialect) => nativeEvent(dialect, event) !== undefined);
  if (!isNative && parseEventTypeSelector(event) === null) throw unknownEvent(event);
  return dialects.map((dialect) => ({ dialect: dialect.name, selectors: selectorsIn(dialect, event) }));
}

function selectorsIn(dialect: Dialect, event: string): readonly string[] {
  const selector = parseEventTypeSelector(event);
  const native = nativeEvent(dialect, event);
  const named = native === undefined ? [] : whatSelects(native);
  if (selector === null) return named;
  if (selector.kind !== 'exact') return [...new Set([...named, event, '*'])];
  const isOwnType = dialect.events === null || (dialect.sendsCustomEvents && eventGroup(event) === 'custom');
  const fired = dialect.events?.filter(({ types }) => types.includes(event)) ?? [];
  const through = fired.flatMap((one) =>
    one.isByNameOnly === true ? [one.name] : [one.name, event, ...(one.isOffByDefault ? [] : wider(event))],
  );
  return [...new Set([...named, ...through, ...(isOwnType ? [event, ...wider(event)] : [])])];
}

function whatSelects(native: NativeEvent): string[] {
  if (native.isByNameOnly === true) return [native.name];
  return [native.name, ...native.types, ...(native.isOffByDefault ? [] : native.types.flatMap(wider))];
}

function wider(type: string): string[] {
  const group = `${eventGroup(type)}.*`;
  return isOwnNews(type) ? [group] : [group, '*'];
}

function unknownEvent(event: string): FailureError {
  const detail = `"${event}" selects no event: use a type of GET /v1/event-types, "ticket.*", "*", or a native name of GET /v1/dialects`;
  return new FailureError({ kind: 'invalid', detail, errors: [{ pointer: '/query/event', detail }] });
}

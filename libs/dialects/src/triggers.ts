import {
  eventGroup,
  EVENT_TYPES,
  isOwnNews,
  nearestName,
  parseDurationMs,
  parseEventTypeSelector,
} from '@deskhook/domain';
import type { Dialect } from './dialect.js';
import type { EventFacts } from './event-facts.js';
import type { NativeEvent } from './native-event.js';
import { resolveOptions, textOption, type OptionValues } from './options.js';

/** One delivery that an event calls for at each URL of a subscription. */
export interface Trigger {
  /** Native event that is delivered; null: the canonical event under its own name. */
  readonly name: string | null;
  /** What the delivery's id is made of: two events with the same occurrence of a native event make one delivery. */
  readonly occurrence: string;
  /** At most one delivery for an endpoint and this key within the time; null: every one. */
  readonly throttle: { readonly key: string; readonly windowMs: number } | null;
}

type TriggeringDialect = Pick<Dialect, 'events' | 'sendsCustomEvents' | 'options'>;

/**
 * What a subscription is sent for an event. The subscription index has found that its canonical selectors match; which of
 * the dialect's native events fire, and which of them are selected, is decided here.
 */
export function triggersOf(
  dialect: TriggeringDialect,
  selectors: readonly string[],
  event: EventFacts,
  options: OptionValues,
): Trigger[] {
  if (dialect.events === null) return isAskedFor(selectors, event.type) ? [canonicalTrigger(event)] : [];
  if (dialect.sendsCustomEvents && eventGroup(event.type) === 'custom') {
    const isSelected = selectors.some((selector) => selectsType(selector, event.type));
    return isSelected ? [{ name: event.type, occurrence: event.id, throttle: null }] : [];
  }
  const fired = dialect.events.filter(
    (native) =>
      isFiredBy(native, event) && selectors.some((selector) => selects(selector, native, event.type)),
  );
  return fired.map((native) => ({
    name: native.name,
    occurrence: native.occurrence?.(event) ?? event.id,
    throttle: throttleOf(dialect, native, event, options),
  }));
}

/** The canonical selectors under which a subscription's events are to be looked up. */
export function canonicalSelectors(
  dialect: Pick<Dialect, 'events'>,
  selectors: readonly string[],
): readonly string[] {
  if (dialect.events === null) return selectors;
  const canonical = selectors.flatMap((selector) => {
    const types = nativeEvent(dialect, selector)?.types ?? [];
    return parseEventTypeSelector(selector) === null ? types : [selector, ...types];
  });
  return [...new Set(canonical)];
}

/** The options that `triggersOf` looks at: nothing else of them has to be kept where events are matched. */
export function triggerOptions(dialect: Pick<Dialect, 'events'>, options: OptionValues): OptionValues {
  const names = (dialect.events ?? []).flatMap(({ throttle }) => throttle?.option ?? []);
  return Object.fromEntries(
    names.flatMap((name) => (name in options ? [[name, options[name] ?? null]] : [])),
  );
}

/** Why a text selects nothing that this dialect sends, with the fix; null when it selects something. */
export function selectorProblem(
  dialect: TriggeringDialect & Pick<Dialect, 'name'>,
  text: string,
): string | null {
  const selector = parseEventTypeSelector(text);
  if (dialect.events === null)
    return selector === null ? unknownSelector(text, [...EVENT_TYPES, 'ticket.*', '*']) : null;
  const names = dialect.events.map(({ name }) => name);
  const types = dialect.events.flatMap((native) => native.types);
  if (names.includes(text) || types.some((type) => selectsType(text, type))) return null;
  if (dialect.sendsCustomEvents && text.startsWith('custom.') && selector !== null) return null;
  if (selector === null) return unknownSelector(text, [...names, ...types, 'ticket.*', '*']);
  return `"${text}" is never sent in the dialect ${dialect.name}: use ${[...new Set(names)].join(', ')}`;
}

/** Whether a delivery of that native event (null: of a canonical one) can have been made for the dialect. */
export function sendsTrigger(
  dialect: Pick<Dialect, 'events' | 'sendsCustomEvents'>,
  trigger: string | null,
): boolean {
  if (dialect.events === null || trigger === null) return dialect.events === null && trigger === null;
  const isCustom = dialect.sendsCustomEvents && eventGroup(trigger) === 'custom';
  return isCustom || nativeEvent(dialect, trigger) !== undefined;
}

/** The native event of that name, if the dialect has one. */
export function nativeEvent(dialect: Pick<Dialect, 'events'>, name: string): NativeEvent | undefined {
  return dialect.events?.find((native) => native.name === name);
}

/** The index finds everything for `*`, also what that does not select. */
function isAskedFor(selectors: readonly string[], type: string): boolean {
  return !isOwnNews(type) || selectors.some((selector) => selectsType(selector, type));
}

function canonicalTrigger(event: EventFacts): Trigger {
  return { name: null, occurrence: event.id, throttle: null };
}

function isFiredBy(native: NativeEvent, event: EventFacts): boolean {
  return native.types.includes(event.type) && (native.when?.(event) ?? true);
}

function selects(selector: string, native: NativeEvent, type: string): boolean {
  if (selector === native.name) return true;
  if (native.isByNameOnly === true) return false;
  if (native.isOffByDefault === true) return selector === type;
  return selectsType(selector, type);
}

/** Whether a canonical selector (`ticket.created`, `ticket.*`, `*`) selects the type; a native name selects none. */
export function selectsType(text: string, type: string): boolean {
  const selector = parseEventTypeSelector(text);
  switch (selector?.kind) {
    case undefined:
      return false;
    case 'all':
      return !isOwnNews(type);
    case 'group':
      return selector.group === eventGroup(type);
    case 'exact':
      return selector.type === type;
    default:
      return selector satisfies never;
  }
}

function throttleOf(
  dialect: TriggeringDialect,
  native: NativeEvent,
  event: EventFacts,
  options: OptionValues,
): Trigger['throttle'] {
  if (native.throttle === undefined) return null;
  const { option, key } = native.throttle;
  const window = textOption(resolveOptions(dialect.options, options), option);
  const windowMs = parseDurationMs(window ?? '') ?? 0;
  return windowMs === 0 ? null : { key: `${native.name} ${key(event)}`, windowMs };
}

function unknownSelector(text: string, candidates: readonly string[]): string {
  const near = nearestName(text, candidates);
  const hint = near === null ? 'see GET /v1/dialects and GET /v1/event-types' : `did you mean "${near}"?`;
  return `"${text}" selects no event: ${hint}`;
}

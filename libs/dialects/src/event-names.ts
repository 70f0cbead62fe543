import { memberOf, type JsonObject } from './json-value.js';
import type { NativeEvent } from './native-event.js';
import type { DialectOption, OptionValues } from './options.js';

const OPTION = 'eventNames';
/** Fits a header as well as a body, and no receiver's trimming changes it. */
const NAME_PATTERN = /^[\x21-\x7e]{1,100}$/;

/** The option that puts the wire name of a vendor's event right once a captured request shows the real one. */
export function eventNamesOption(events: readonly NativeEvent[]): Readonly<Record<string, DialectOption>> {
  const names = events.map(({ name }) => name);
  return {
    [OPTION]: {
      kind: 'object',
      default: null,
      description:
        'Names on the wire by native event name, to correct those whose real name is not published.',
      problem: (value) => eventNamesProblem(names, value),
    },
  };
}

/** What a native event is called on the wire. */
export function nameOnWire(native: string, options: OptionValues): string {
  const name = memberOf(options, OPTION, native);
  return typeof name === 'string' ? name : native;
}

function eventNamesProblem(names: readonly string[], value: JsonObject): string | null {
  for (const [native, name] of Object.entries(value)) {
    if (!names.includes(native)) return `"${native}" is no event of this dialect: use ${names.join(', ')}`;
    if (typeof name !== 'string' || !NAME_PATTERN.test(name))
      return `the name of "${native}" must be 1 to 100 visible ASCII characters without blanks`;
  }
  return null;
}

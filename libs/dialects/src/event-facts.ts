/** What decides which native events an accepted event fires. */
export interface EventFacts {
  readonly id: string;
  readonly type: string;
  /** What the events of one state change share (`correlationid`, or the event that they are derived from); else the id. */
  readonly stateChange: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The value at a path of nested objects; undefined where there is none. */
export function valueAt(data: unknown, ...path: readonly string[]): unknown {
  let value = data;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = Reflect.get(value, name);
  }
  return value;
}

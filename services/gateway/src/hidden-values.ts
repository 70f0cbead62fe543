const HIDDEN = '[hidden]';

/** The same names, without their values: for readers who may know that there is something. */
export function hiddenValues(values: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.keys(values).map((name) => [name, HIDDEN]));
}

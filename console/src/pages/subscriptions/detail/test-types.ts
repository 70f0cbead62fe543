interface Names {
  readonly types: readonly string[];
  /** The dialect's own names; none where types go out under their own. */
  readonly native: readonly string[];
}

interface TestTypes {
  /** What the subscription asks for. */
  readonly selected: readonly string[];
  readonly others: readonly string[];
}

const NEWS = 'deskhook.';

/** What a test can be of: first what the subscription asks for, `ticket.*` and `*` written out, then everything else. */
export function testTypes(events: readonly string[], { types, native }: Names): TestTypes {
  const known = [...new Set([...native, ...types])];
  const selected = [...new Set(events.flatMap((event) => meantBy(event, types)))];
  return { selected, others: known.filter((name) => !selected.includes(name)) };
}

function meantBy(event: string, types: readonly string[]): readonly string[] {
  if (event === '*') return types.filter((type) => !type.startsWith(NEWS));
  if (!event.endsWith('.*')) return [event];
  return types.filter((type) => type.startsWith(event.slice(0, -1)));
}

import type { Frame, StackTime } from './cpu-profile.js';

export interface Ranked {
  readonly name: string;
  readonly us: number;
}

/** Time in code of each package or room itself. */
export function selfByOwner(times: readonly StackTime[]): readonly Ranked[] {
  return ranked(times, ({ stack }) => stack.slice(0, 1).map((frame) => frame.owner));
}

/** Time in each function itself, what it calls left out (built-ins such as JSON.parse count as their caller's). */
export function selfByFunction(times: readonly StackTime[]): readonly Ranked[] {
  return ranked(times, ({ stack }) => stack.slice(0, 1).map(label));
}

/** Time in each function and all that it calls at once; what it awaits shows up under whoever resumes it. */
export function inclusiveByFunction(times: readonly StackTime[]): readonly Ranked[] {
  return ranked(times, ({ stack }) => [...new Set(stack.map(label))]);
}

export function totalUs(times: readonly StackTime[]): number {
  return times.reduce((sum, { us }) => sum + us, 0);
}

const label = (frame: Frame): string => `${frame.name}  [${frame.owner}]`;

function ranked(
  times: readonly StackTime[],
  namesOf: (time: StackTime) => readonly string[],
): readonly Ranked[] {
  const sums = new Map<string, number>();
  for (const time of times) for (const name of namesOf(time)) sums.set(name, (sums.get(name) ?? 0) + time.us);
  return [...sums].map(([name, us]) => ({ name, us })).sort((a, b) => b.us - a.us);
}

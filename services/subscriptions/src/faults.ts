import { FailureError, type ProblemError } from '@deskhook/contracts';

/** Something that is wrong with the input: one sentence for people, and each fault with its pointer. */
export interface Fault {
  readonly detail: string;
  readonly errors: readonly ProblemError[];
}

/** A fault whose sentence is that of its first error. */
export function pointed(errors: readonly ProblemError[]): Fault[] {
  const [first] = errors;
  if (first === undefined) return [];
  const rest = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return [{ detail: `${first.pointer}: ${first.detail}${rest}`, errors }];
}

/** The same faults of something that stands at a place in the request. */
export function within(place: string, faults: readonly Fault[]): Fault[] {
  return faults.flatMap(({ errors }) =>
    pointed(errors.map(({ pointer, detail }) => ({ pointer: place + pointer, detail }))),
  );
}

/** The failure that names all of them. */
export function invalid(faults: readonly Fault[]): FailureError {
  const detail = faults.map((fault) => fault.detail).join('; ');
  return new FailureError({ kind: 'invalid', detail, errors: faults.flatMap(({ errors }) => errors) });
}

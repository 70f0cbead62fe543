import { redactionProblem } from '@deskhook/domain';
import { pointed, type Fault } from './faults.js';

/** What is wrong with the paths of fields that are to be left out. */
export function redactFaults(paths: readonly string[]): Fault[] {
  const errors = paths.flatMap((path, index) => {
    const problem = redactionProblem(path);
    return problem === null ? [] : [{ pointer: `/redact/${index}`, detail: problem }];
  });
  return pointed(errors);
}

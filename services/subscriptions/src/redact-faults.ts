import { parseCondition } from '@deskhook/domain';
import { pointed, type Fault } from './faults.js';

/** What is wrong with the paths of fields that are to be left out. */
export function redactFaults(paths: readonly string[]): Fault[] {
  const errors = paths.flatMap((path, index) => {
    const parsed = parseCondition({ field: path, op: 'exists' }, { openData: true });
    return parsed.ok ? [] : parsed.faults.map(({ detail }) => ({ pointer: `/redact/${index}`, detail }));
  });
  return pointed(errors);
}

import type { ConditionFault } from './condition.js';

const FAULTS_MAX = 100;
const SHOWN_CHARACTERS = 60;

/** The faults that are found while a condition is read. */
export interface FaultCollector {
  readonly faults: ConditionFault[];
  /** Whether unknown roots of paths are allowed: custom events have data of their own. */
  readonly openData: boolean;
  /** Nodes read so far. */
  nodes: number;
  /** Steps of the regular expressions read so far. */
  patternSteps: number;
}

/** Whether there are as many faults as anybody reads: what follows is not judged. */
export function isFull({ faults }: FaultCollector): boolean {
  return faults.length >= FAULTS_MAX;
}

/** Notes a fault; null, so that a reader can return it in place of what it could not read. */
export function fault(collector: FaultCollector, pointer: string, detail: string): null {
  if (!isFull(collector)) collector.faults.push({ pointer, detail });
  return null;
}

/** A JSON pointer one segment further. */
export function below(pointer: string, segment: string | number): string {
  return `${pointer}/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** A name as it is quoted in a fault. */
export function quoted(name: string): string {
  return `"${name.length <= SHOWN_CHARACTERS ? name : `${name.slice(0, SHOWN_CHARACTERS)}…`}"`;
}

import type { FieldFault } from '../../api/problem.js';
import type { DeadLetter } from '../../api/types.js';
import { prettyJson } from '../../ui/json-text.js';

const EVENT = '/event';

/** A payload as it can be corrected: with line breaks where it is JSON, as it is where not. */
export const editable = (payload: string): string => prettyJson(payload) ?? payload;

/** What a dead letter is about, as a fault of its payload. */
export function faultOf({ pointer, detail }: Pick<DeadLetter, 'pointer' | 'detail'>): FieldFault {
  return { pointer: pointer ?? '', detail };
}

/** Faults of a replay's body as faults of the event in it. */
export function faultsOfEvent(faults: readonly FieldFault[]): readonly FieldFault[] {
  return faults.map(({ pointer, detail }) => ({
    pointer: pointer.startsWith(EVENT) ? pointer.slice(EVENT.length) : pointer,
    detail,
  }));
}

/** The event that a text holds; null while it is none. */
export function eventIn(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

/** The id of the event that a text holds, for a link to it. */
export function eventIdIn(text: string): string | null {
  const id = eventIn(text)?.['id'];
  return typeof id === 'string' && id !== '' ? id : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

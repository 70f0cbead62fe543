import { parseDurationMs } from '@deskhook/domain';

/** The time options of lists as the API takes them: a duration such as `2h` counts back from now, all else goes as it is. */
export function moment(text: string | undefined, nowMs: number): string | undefined {
  const backMs = text === undefined ? null : parseDurationMs(text);
  return backMs === null ? text : new Date(nowMs - backMs).toISOString();
}

/** An instant for people: seconds, UTC. */
export function shortInstant(iso: string | null): string {
  return iso === null ? '-' : `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
}

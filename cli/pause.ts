import { setTimeout as delay } from 'node:timers/promises';

/** Waits, or less long where it is interrupted; true when it waited to the end. */
export async function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await delay(ms, undefined, { signal });
    return true;
  } catch {
    return false;
  }
}

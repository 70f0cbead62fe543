import { setTimeout as delay } from 'node:timers/promises';

export class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
}

export interface WaitOptions {
  /** Said in the error when the time is up. */
  readonly what: string;
  readonly timeoutMs: number;
  readonly pollMs?: number;
}

/** Polls until `probe` answers something other than undefined; every wait has an end. */
export async function waitUntil<T>(
  probe: () => T | undefined | Promise<T | undefined>,
  options: WaitOptions,
): Promise<T> {
  const until = Date.now() + options.timeoutMs;
  for (;;) {
    const found = await probe();
    if (found !== undefined) return found;
    if (Date.now() > until) throw new TimeoutError(`${options.what}: not within ${options.timeoutMs} ms`);
    await delay(options.pollMs ?? 25);
  }
}

import { setTimeout as delay } from 'node:timers/promises';
import type { RunningService } from '@deskhook/runtime';

const AGAIN_MS = 2_000;

/**
 * Starts a service, and starts it anew whenever the broker has lost what it works on: what a service holds in memory belongs to
 * streams that are no more. Where it may not make them itself it waits until somebody has (`main.js provision`).
 */
export async function keepRunning(
  start: () => Promise<RunningService>,
  say: (line: string) => void,
): Promise<RunningService> {
  let current = await start();
  const stopping = new AbortController();
  const again = async (why: string): Promise<void> => {
    say(`${current.name} starts anew: ${why}`);
    await current.stop();
    while (!stopping.signal.aborted) {
      try {
        current = await start();
        follow();
        return;
      } catch (error) {
        if (!isUnfit(error)) throw error;
        say(`${current.name} waits: ${error.message}`);
        await delay(AGAIN_MS);
      }
    }
  };
  const follow = (): void =>
    void current.lost.then((why) => (stopping.signal.aborted ? undefined : again(why)));
  follow();
  return {
    name: current.name,
    lost: new Promise(() => undefined),
    stop: () => {
      stopping.abort();
      return current.stop();
    },
  };
}

/** The broker is there, and does not have what it needs to have. */
function isUnfit(error: unknown): error is Error {
  return error instanceof Error && error.name === 'BrokerUnfitError';
}

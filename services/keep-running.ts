import { setTimeout as delay } from 'node:timers/promises';
import type { RunningService, Standby } from '@deskhook/runtime';

const AGAIN_MS = 2_000;
const TOLD_AGAIN_MS = 60_000;

/** A service and how it is started. */
export interface KeptDefinition {
  readonly name: string;
  /** Has the service's port while the service is not at work. */
  readonly standby: Standby;
  readonly start: (signal: AbortSignal) => Promise<RunningService>;
  /** Tells the operator a line. */
  readonly say: (line: string) => void;
}

/** A service that is at work, or waits until it can be. */
export interface KeptService {
  readonly name: string;
  /** Resolves when it was stopped; rejects when no further try can mend what keeps it from its work. */
  readonly ended: Promise<void>;
  /** Lets work in progress finish; a start that is under way is called off. */
  stop(): Promise<void>;
}

/**
 * Keeps a service at work while the broker has what it works on. When that is lost it is started anew: what it holds in memory
 * belongs to streams that are no more. Where it may not make them itself it waits until somebody has (`main.js provision`),
 * also at its first start, and says so on its port.
 */
export function keepRunning(definition: KeptDefinition): KeptService {
  const { name, standby, say } = definition;
  const stopping = new AbortController();
  const { signal } = stopping;
  const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  const run = async (): Promise<void> => {
    try {
      for (;;) {
        const service = await startFit(definition, signal);
        if (service === null) return;
        const lost = await Promise.race([service.lost, stopped]);
        if (lost !== undefined) say(`${name} starts anew: ${lost}`);
        await service.stop();
      }
    } finally {
      await standby.close();
    }
  };
  const ended = run();
  return {
    name,
    ended,
    stop: () => {
      stopping.abort();
      return ended;
    },
  };
}

/** Starts the service once the broker has what it needs; null: it was stopped before. */
async function startFit(
  { name, standby, start, say }: KeptDefinition,
  signal: AbortSignal,
): Promise<RunningService | null> {
  let told = { line: '', at: 0 };
  while (!signal.aborted) {
    try {
      await standby.open();
      return await start(signal);
    } catch (error) {
      if (signal.aborted) return null;
      if (!isUnfit(error)) throw error;
      standby.waitsFor(error.message);
      const line = `${name} waits: ${error.message}`;
      if (line !== told.line || performance.now() - told.at >= TOLD_AGAIN_MS) {
        say(line);
        told = { line, at: performance.now() };
      }
    }
    await delay(AGAIN_MS, undefined, { signal }).catch(() => undefined);
  }
  return null;
}

/** The broker is there, and does not have what it needs to have. */
function isUnfit(error: unknown): error is Error {
  return error instanceof Error && error.name === 'BrokerUnfitError';
}

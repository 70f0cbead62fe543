import type { Obstacle } from './event-queue.js';
import { ObstacleWarnings } from './obstacle-warnings.js';

/** How the application hears what nobody else is told. */
export type Warn = (text: string) => void;

/** A warning of the process: on stderr, unless the application listens to them. */
export function warnProcess(text: string): void {
  process.emitWarning(text, 'DeskhookPublisher');
}

/**
 * A function of the application that may be called anywhere: what it throws, or rejects with where it is async, is a warning and
 * stops no event. Does nothing where there is none.
 */
export function telling<T>(
  name: string,
  listener: ((news: T) => unknown) | undefined,
  warn: Warn,
): (news: T) => void {
  if (listener === undefined) return () => undefined;
  const failed = (error: unknown) => warn(`${name} of the application failed: ${describe(error)}`);
  return (news) => {
    try {
      Promise.resolve(listener(news)).catch(failed);
    } catch (error) {
      failed(error);
    }
  };
}

/** For applications without `onRetry`: each new obstacle is a warning, or events would wait in complete silence. */
export function warnOfObstacles(tenant: string, warn: Warn): (obstacle: Obstacle) => void {
  const warnings = new ObstacleWarnings(tenant);
  return (obstacle) => {
    const text = warnings.next(obstacle, performance.now());
    if (text !== null) warn(text);
  };
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

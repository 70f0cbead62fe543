import { CONSUMERS, STREAMS, type StreamName } from '@deskhook/contracts';
import { consumerPosition, streamSpan, type Broker } from '@deskhook/messaging';

/** Who must have read which stream before everything that it told then is in the log. */
const READERS: readonly (readonly [StreamName, string])[] = [
  [STREAMS.events, CONSUMERS.logsEvents],
  [STREAMS.events, CONSUMERS.evaluatorEvents],
  [STREAMS.attempts, CONSUMERS.logsAttempts],
  [STREAMS.dead, CONSUMERS.logsDead],
];

/** The last sequence of each stream at some moment. */
export type Barrier = Readonly<Record<string, number>>;

/** Tells whether the log has read what was in the streams at some moment. */
export class LogReading {
  constructor(private readonly broker: Broker) {}

  /** The ends of the streams now. */
  async barrier(): Promise<Barrier> {
    const streams = [...new Set(READERS.map(([stream]) => stream))];
    const ends = await Promise.all(
      streams.map(async (stream) => [stream, (await streamSpan(this.broker, stream)).last] as const),
    );
    return Object.fromEntries(ends);
  }

  /** What is still to be read up to the barrier, in one sentence; null when nothing is. */
  async behind(barrier: Barrier): Promise<string | null> {
    for (const [stream, durable] of READERS) {
      const position = await consumerPosition(this.broker, stream, durable);
      if (position !== null && position.settledUpTo < (barrier[stream] ?? 0))
        return `The consumer "${durable}" has not read everything of ${stream} yet that was there when it was asked for`;
    }
    return null;
  }
}

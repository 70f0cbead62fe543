import type { Broker } from '@deskhook/messaging';
import type { Meter } from './contestant.js';

/** Numbers by the name of what they are about. */
export type Figures = Readonly<Record<string, number>>;

/** Reads the meters now; the result reads them again and gives the difference. */
export function startMeters(meters: readonly Meter[]): () => Figures {
  const read = (): Figures => Object.fromEntries(meters.map((meter) => [meter.name, meter.cpuSeconds()]));
  const before = read();
  return () => difference(read(), before);
}

/** How many messages each stream has ever stored; key-value buckets are left out. */
export async function lastSequences({ jsm }: Broker): Promise<Figures> {
  const found: Record<string, number> = {};
  for await (const { config, state } of jsm.streams.list())
    if (!config.name.startsWith('KV_')) found[config.name] = state.last_seq;
  return found;
}

export function difference(now: Figures, before: Figures): Figures {
  return Object.fromEntries(Object.entries(now).map(([name, value]) => [name, value - (before[name] ?? 0)]));
}

/** The figures for each 1,000 of something. */
export function per1000(figures: Figures, count: number): Figures {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, (1000 * value) / count]));
}

import { hash } from 'node:crypto';

/** Schedules fire at 2,000 a second for each stream at most (jetstream page), so they are spread over this many. */
export const TIMER_SHARDS = [0, 1, 2, 3] as const;
export type TimerShard = (typeof TIMER_SHARDS)[number];

/** The shard that a ticket's alarms belong to. */
export function timerShard(tenant: string, ticketId: string): TimerShard {
  const digest = Number.parseInt(hash('sha256', `${tenant}.${ticketId}`, 'hex').slice(0, 8), 16);
  return TIMER_SHARDS[digest % TIMER_SHARDS.length] ?? 0;
}

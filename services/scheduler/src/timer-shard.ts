import { hash } from 'node:crypto';

const SHARDS = 8;

/** The part of the timers that a ticket belongs to; all timers of a ticket share it. */
export function timerShard(tenant: string, ticketId: string): number {
  return Number.parseInt(hash('sha256', `${tenant}.${ticketId}`, 'hex').slice(0, 4), 16) % SHARDS;
}

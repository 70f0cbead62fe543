import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  FailureError,
  matchableSubscription,
  type BacktestAnswer,
  type RpcRequest,
} from '@deskhook/contracts';
import { businessHours } from '@deskhook/domain';
import { Injectable } from '@nestjs/common';
import { BacktestEventsRepository, type BacktestPosition } from './backtest-events.repository.js';
import { BacktestTally } from './backtest-tally.js';

const EVENTS_MAX = 200_000;
const TIME_MS_MAX = 15_000;
/** The log is written and read meanwhile. */
const AT_ONCE_MAX = 2;

/** Goes through the stored events as if a subscription had been there, active, when they came. */
@Injectable()
export class BacktestService {
  private running = 0;

  constructor(private readonly events: BacktestEventsRepository) {}

  async run(request: RpcRequest<'logs.backtest'>, timeMsMax = TIME_MS_MAX): Promise<BacktestAnswer> {
    if (this.running >= AT_ONCE_MAX)
      throw new FailureError({ kind: 'unavailable', detail: 'other backtests are running: try again' });
    this.running += 1;
    try {
      return await this.scan(request, Date.now() + timeMsMax);
    } finally {
      this.running -= 1;
    }
  }

  private async scan(
    { tenant, record, calendars, from, to, samples }: RpcRequest<'logs.backtest'>,
    endsAt: number,
  ): Promise<BacktestAnswer> {
    const subscription = { ...matchableSubscription(record), active: true };
    const byId = new Map(calendars.map((calendar) => [calendar.id, businessHours(calendar)]));
    const tally = new BacktestTally(subscription, (id) => byId.get(id) ?? null, samples);
    const window = { tenant, from, to, selectors: subscription.events };
    let position: BacktestPosition | null = null;
    for (;;) {
      const page = await this.events.page(window, position);
      for (const event of page.events) {
        tally.add(event);
        // A costly condition must not keep the log from being written, nor go on for a whole page.
        await nextTurn();
        if (Date.now() >= endsAt) {
          const scannedFrom = new Date(event.message.acceptedAt).toISOString();
          return { from, to, scannedFrom, complete: false, ...tally.figures() };
        }
      }
      if (page.next === null) return { from, to, scannedFrom: from, complete: true, ...tally.figures() };
      position = page.next;
      if (tally.scannedCount >= EVENTS_MAX || Date.now() >= endsAt)
        return { from, to, scannedFrom: position[0], complete: false, ...tally.figures() };
    }
  }
}

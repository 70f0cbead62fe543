import { expect, it } from '@jest/globals';
import type { Delivery } from '@deskhook/contracts';
import { metrics } from '@deskhook/telemetry';
import { countCancelled, countRun, observeFirstLag, type MeasuredAttempt } from './attempt-metrics.js';

const STORED_AT = Date.UTC(2026, 1, 17);
const attempt: MeasuredAttempt = { class: '2xx', at: STORED_AT + 20, durationMs: 5, exemplar: null };
const delivery: Delivery = {
  id: 'dlv_1',
  tenant: 'acme',
  eventId: 'e-1',
  type: 'ticket.created',
  ticketId: null,
  subscriptionId: 'sub_1',
  url: 'https://example.com/hook',
  mode: 'structured',
  number: 1,
  numberBefore: 0,
  acceptedAt: STORED_AT,
  sequence: 1,
};

async function observed(): Promise<number> {
  const line = /^deskhook_first_attempt_lag_seconds_count (\d+)$/m.exec(await metrics.text('text'));
  return Number(line?.[1]);
}

it('measures the lag of first attempts of events that their endpoint did not hold up', async () => {
  observeFirstLag(delivery, [attempt]);
  expect(await observed()).toBe(1);
  observeFirstLag({ ...delivery, deferrals: 1 }, [attempt]);
  observeFirstLag({ ...delivery, number: 2 }, [attempt]);
  const { sequence: _, ...replayed } = delivery;
  observeFirstLag(replayed, [attempt]);
  observeFirstLag(delivery, []);
  expect(await observed()).toBe(1);
});

async function ended(): Promise<Record<string, number>> {
  const lines = (await metrics.text('text')).matchAll(
    /^deskhook_deliveries_ended_total\{outcome="(\w+)"\} (\d+)$/gm,
  );
  return Object.fromEntries([...lines].map(([, outcome = '', count]) => [outcome, Number(count)]));
}

it('counts ends by their outcome alone from the first scrape on, so that a rate sees the first of them', async () => {
  expect(await ended()).toEqual({ delivered: 0, dead: 0, cancelled: 0 });
  const run = { delivery, dialect: 'standard', attempts: [attempt] };
  countRun({ ...run, status: 'delivered' });
  countRun({ ...run, status: 'dead' });
  countRun({ ...run, status: 'retrying' });
  countCancelled(delivery);
  expect(await ended()).toEqual({ delivered: 1, dead: 1, cancelled: 1 });
});

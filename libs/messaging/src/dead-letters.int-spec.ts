import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { STREAMS, subjects } from '@deskhook/contracts';
import { metrics } from '@deskhook/telemetry';
import { startBroker, type TestBroker } from '../../../test/support/broker.js';
import { publishUnmapped } from './dead-letters.js';
import { Publisher } from './publisher.js';

let started: TestBroker;
beforeAll(async () => {
  started = await startBroker();
});
afterAll(() => started.close());

async function counted(reason: string): Promise<string | undefined> {
  const series = `deskhook_dead_letters_total{stream="EVENTS",reason="${reason}"} `;
  const lines = (await metrics.text('text')).split('\n');
  return lines.find((line) => line.startsWith(series))?.slice(series.length);
}

test('a dead letter that is published again after a crash is kept and counted once', async () => {
  expect(await counted('connector_unmapped')).toBe('0');
  const unmapped = {
    key: 'con_1:1',
    subject: subjects.event('acme', 'ticket.created'),
    detail: 'no ticket',
    payload: Buffer.from('{}'),
    headers: {},
    at: Date.UTC(2026, 1, 17),
  };
  for (let times = 0; times < 2; times++) await publishUnmapped(new Publisher(started.broker), unmapped);
  expect((await started.broker.jsm.streams.info(STREAMS.dead)).state.messages).toBe(1);
  expect(await counted('connector_unmapped')).toBe('1');
});

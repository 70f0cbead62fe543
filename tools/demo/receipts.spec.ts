import { describe, expect, it } from '@jest/globals';
import { type Receipt, Receipts } from './receipts.js';

const aReceipt = (overrides: Partial<Receipt> = {}): Receipt => ({
  webhookId: 'delivery-1',
  eventId: 'event-1',
  endpoint: 'crm',
  verified: true,
  status: 204,
  atMs: 105,
  ...overrides,
});

function receiptsOf(...received: Receipt[]): Receipts {
  const receipts = new Receipts();
  receipts.published('event-1', 100);
  for (const receipt of received) receipts.record(receipt);
  return receipts;
}

describe('Receipts', () => {
  it('measures from publishing to the first request', () => {
    const receipts = receiptsOf(aReceipt({ status: 503 }), aReceipt({ atMs: 1200 }));
    expect(receipts.summary()).toMatchObject({
      deliveries: 1,
      retried: 1,
      duplicates: 0,
      p50Ms: 5,
      p99Ms: 5,
    });
    expect(receipts.exampleOfRetry).toBe('delivery-1');
  });

  it('counts a repetition after success as a duplicate', () => {
    expect(receiptsOf(aReceipt(), aReceipt()).summary()).toMatchObject({ deliveries: 1, duplicates: 1 });
  });

  it('counts a refused delivery as not yet accepted', () => {
    expect(receiptsOf(aReceipt({ status: 503 })).accepted).toBe(0);
  });

  it('counts a delivery as verified only when every request was', () => {
    const summary = receiptsOf(aReceipt({ verified: false }), aReceipt()).summary();
    expect(summary).toMatchObject({ verified: 0, unverified: 1 });
  });

  it('knows what is not of this run', () => {
    expect(receiptsOf().record(aReceipt({ eventId: 'by-hand' }))).toBe(false);
  });
});

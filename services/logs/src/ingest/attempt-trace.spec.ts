import { afterEach, describe, expect, it } from '@jest/globals';
import { HEADERS } from '@deskhook/contracts';
import { ACK, isTracing, reject, type IncomingMessage } from '@deskhook/messaging';
import { recordSpansWith, type FinishedSpan } from '@deskhook/telemetry';
import { aReport, reportMessage } from '../../../../test/support/logs/fixture.js';
import { traceReports } from './attempt-trace.js';

afterEach(() => recordSpansWith(null));

function recorded(): FinishedSpan[] {
  const spans: FinishedSpan[] = [];
  recordSpansWith({
    samples: () => false,
    keepsFailed: () => false,
    record: (span) => void spans.push(span),
  });
  return spans;
}

function reportOf(digit: string, isTraced: boolean): IncomingMessage {
  const place = { traceId: digit.repeat(32), spanId: digit.repeat(16) };
  const traceparent = isTraced ? `00-${place.traceId}-${place.spanId}-01` : null;
  const header = (name: string) => (name === HEADERS.traceparent ? traceparent : null);
  return { ...reportMessage(aReport(place)), header };
}

describe('the spans of a batch', () => {
  it('are not made while nobody records spans', () => {
    expect(isTracing()).toBe(false);
  });

  it('end the traces of the exported attempts that were stored, and link the batch to all of them', () => {
    const spans = recorded();
    expect(isTracing()).toBe(true);
    const messages = [reportOf('1', true), reportOf('2', true), reportOf('3', true), reportOf('4', false)];
    const refused = reject({ reason: 'schema_violation', detail: 'x' });
    traceReports(messages, [ACK, refused, ACK, ACK], Date.now());

    const logged = spans.filter(({ name }) => name === 'process attempts.{tenant}.{subscription}');
    expect(logged.map((one) => one.traceId)).toEqual(['1'.repeat(32), '3'.repeat(32)]);
    expect(logged.map((one) => one.parent?.spanId)).toEqual(['1'.repeat(16), '3'.repeat(16)]);
    const batch = spans.find(({ name }) => name === 'process ATTEMPTS');
    expect(batch?.parent).toBeNull();
    expect(batch?.links.map((link) => link.spanId)).toEqual(['1'.repeat(16), '3'.repeat(16)]);
    expect(batch?.attributes['messaging.batch.message_count']).toBe(4);
    expect(logged[0]?.links[0]?.spanId).toBe(batch?.spanId);
  });

  it('are not made of a batch in which no attempt is exported', () => {
    const spans = recorded();
    traceReports([reportOf('4', false)], [ACK], Date.now());
    expect(spans).toEqual([]);
  });
});

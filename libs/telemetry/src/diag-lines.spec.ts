import { describe, expect, it } from '@jest/globals';
import { diagLines } from './diag-lines.js';

function aLog() {
  const lines: Record<string, unknown>[] = [];
  const clock = { now: Date.parse('2026-02-17T14:45:00Z') };
  const write = (line: string): void => void lines.push(JSON.parse(line));
  return { lines, clock, logger: diagLines('dispatcher', write, () => clock.now) };
}

describe('faults of telemetry', () => {
  it('are lines like those of the services', () => {
    const { lines, logger } = aLog();
    logger.error('OTEL_TRACES_SAMPLER "traceidration" is not known');
    expect(lines).toEqual([
      {
        level: 'warn',
        time: '2026-02-17T14:45:00.000Z',
        service: 'dispatcher',
        event: 'telemetry.fault',
        detail: 'OTEL_TRACES_SAMPLER "traceidration" is not known',
      },
    ]);
  });

  it('say what a collector answered, and not where in the code that was noticed', () => {
    const { lines, logger } = aLog();
    const error = {
      stack: 'at export',
      message: 'Unauthorized',
      name: 'OTLPExporterError',
      code: '401',
      data: 'no token',
    };
    logger.error(JSON.stringify(error));
    logger.warn('Received partial success:', { rejectedSpans: 3 });
    expect(lines.map(({ detail }) => detail)).toEqual([
      'OTLPExporterError: Unauthorized (401): no token',
      'Received partial success: { rejectedSpans: 3 }',
    ]);
  });

  it('are told once a minute each, and how often they came', () => {
    const { lines, clock, logger } = aLog();
    for (let nth = 0; nth < 60; nth++) logger.warn(`Dropped ${nth} spans`);
    logger.warn('another one');
    clock.now += 60_000;
    logger.warn('Dropped 7 spans');
    expect(lines.map(({ detail, unsaid }) => [detail, unsaid])).toEqual([
      ['Dropped 0 spans', undefined],
      ['another one', undefined],
      ['Dropped 7 spans', 59],
    ]);
  });
});

import { describe, expect, it, jest } from '@jest/globals';
import { MetricRegistry } from './metric-registry.js';

/** The lines of a metric, without what is said of it. */
async function lines(registry: MetricRegistry, name: string): Promise<string[]> {
  const text = await registry.text('text');
  return text.split('\n').filter((line) => line.startsWith(name));
}

describe('MetricRegistry', () => {
  it('reads gauges when it is asked, and adds up those that share a slot', async () => {
    const registry = new MetricRegistry();
    registry.limit('tenant', 1);
    const waiting = registry.gauge('deskhook_waiting', { help: 'Waiting', labels: ['tenant'] });
    const end = registry.read('test', () => [
      waiting.at({ tenant: 'acme' }, 1),
      waiting.at({ tenant: 'globex' }, 2),
      waiting.at({ tenant: 'initech' }, 3),
      waiting.exactlyAt({ tenant: 'umbrella' }, 4),
    ]);
    expect(await lines(registry, 'deskhook_waiting')).toEqual([
      'deskhook_waiting{tenant="acme"} 1',
      'deskhook_waiting{tenant="_other"} 5',
      'deskhook_waiting{tenant="umbrella"} 4',
    ]);
    end();
    expect(await lines(registry, 'deskhook_waiting')).toEqual([]);
  });

  it('begins counters whose series are known at 0, so that their first value is an increase', async () => {
    const registry = new MetricRegistry();
    const ended = registry.counter('deskhook_ended_total', {
      help: 'Ended',
      labels: ['outcome'],
      begins: [{ outcome: 'well' }, { outcome: 'badly' }],
    });
    registry.read('sonar', () => []);
    ended.inc({ outcome: 'badly' });
    expect(await lines(registry, 'deskhook_ended_total{')).toEqual([
      'deskhook_ended_total{outcome="well"} 0',
      'deskhook_ended_total{outcome="badly"} 1',
    ]);
    expect(await lines(registry, 'deskhook_metrics_errors_total{')).toEqual([
      'deskhook_metrics_errors_total{reader="sonar"} 0',
    ]);
  });

  it('leaves out what cannot be read, and counts that', async () => {
    const registry = new MetricRegistry();
    const depth = registry.gauge('deskhook_depth', { help: 'Depth' });
    const width = registry.gauge('deskhook_width', { help: 'Width' });
    registry.read('sonar', () => Promise.reject(new Error('no echo')));
    registry.read('ruler', () => [width.at({}, 7)]);
    expect(await lines(registry, 'deskhook_depth')).toEqual([]);
    expect(await lines(registry, 'deskhook_width')).toEqual(['deskhook_width 7']);
    expect(await lines(registry, 'deskhook_metrics_errors_total{')).toEqual([
      'deskhook_metrics_errors_total{reader="sonar"} 1',
      'deskhook_metrics_errors_total{reader="ruler"} 0',
    ]);
    expect(depth.name).toBe('deskhook_depth');
  });

  it('asks a reader once for many scrapes', async () => {
    const registry = new MetricRegistry();
    const depth = registry.gauge('deskhook_depth', { help: 'Depth' });
    let asked = 0;
    registry.read('sonar', () => {
      asked += 1;
      return [depth.at({}, asked)];
    });
    await Promise.all(Array.from({ length: 20 }, () => registry.text('openmetrics')));
    expect(asked).toBe(1);
  });

  it('waits no longer for a reader than a scrape may take', async () => {
    jest.useFakeTimers();
    try {
      const registry = new MetricRegistry();
      registry.read('sonar', () => new Promise(() => undefined));
      const text = registry.text('text');
      await jest.advanceTimersByTimeAsync(2_000);
      expect(await text).toContain('deskhook_metrics_errors_total{reader="sonar"} 1');
    } finally {
      jest.useRealTimers();
    }
  });

  it('has a bounded number of series, however many tenants and endpoints there are', async () => {
    const registry = new MetricRegistry();
    const attempts = registry.counter('deskhook_attempts_total', {
      help: 'Attempts',
      labels: ['tenant', 'endpoint', 'class'],
    });
    const durations = registry.histogram('deskhook_duration_seconds', {
      help: 'Durations',
      labels: ['tenant', 'endpoint'],
      buckets: [0.1, 0.5, 1, 5, 15],
    });
    for (let number = 0; number < 10_000; number++) {
      for (const endpoint of [`a${number}`, `b${number}`]) {
        const labels = { tenant: `tenant-${number}`, endpoint };
        attempts.inc({ ...labels, class: number % 2 === 0 ? '2xx' : '5xx' });
        durations.observe(labels, 0.2);
      }
    }
    const counted = await lines(registry, 'deskhook_attempts_total{');
    // 100 tenants with two endpoints each have their slots, all others share two series.
    expect(counted).toHaveLength(202);
    const sum = counted.reduce((total, line) => total + Number(line.split(' ').at(-1)), 0);
    expect(sum).toBe(20_000);
    expect(await lines(registry, 'deskhook_duration_seconds_count{')).toHaveLength(201);
  });

  it('removes the series of a tenant that nothing came of for an hour, when another one needs the place', async () => {
    jest.useFakeTimers({ now: 0 });
    try {
      const registry = new MetricRegistry();
      registry.limit('tenant', 2);
      const events = registry.counter('deskhook_events_total', {
        help: 'Events',
        labels: ['tenant', 'type'],
      });
      const sizes = registry.histogram('deskhook_sizes', {
        help: 'Sizes',
        labels: ['tenant'],
        buckets: [1],
      });
      events.inc({ tenant: 'acme', type: 'ticket.created' });
      sizes.observe({ tenant: 'acme' }, 1);
      jest.setSystemTime(1_800_000);
      events.inc({ tenant: 'globex', type: 'ticket.created' });
      jest.setSystemTime(3_600_000);
      expect(await lines(registry, 'deskhook_events_total{')).toHaveLength(2);
      events.inc({ tenant: 'initech', type: 'ticket.created' });
      expect(await lines(registry, 'deskhook_events_total{')).toEqual([
        'deskhook_events_total{tenant="globex",type="ticket.created"} 1',
        'deskhook_events_total{tenant="_other",type="ticket.created"} 1',
      ]);
      expect(await lines(registry, 'deskhook_sizes_')).toEqual([]);
    } finally {
      jest.useRealTimers();
    }
  });
});

// Cases of the alerts on endpoints.
import { at, fired, rising, steady, type AlertCase } from './alert-case.js';
import type { InputSeries } from './promtool.js';

const attempts = (good: number, bad: number): readonly InputSeries[] => [
  rising('deskhook_attempts_total{tenant="acme",dialect="standard",class="2xx"}', good),
  rising('deskhook_attempts_total{tenant="acme",dialect="standard",class="connection"}', bad),
];
const openOn = (pod: string, count: number): readonly InputSeries[] => [
  steady(`deskhook_breakers{state="open",pod="${pod}"}`, count),
];
/** So many endpoints, from the first on, that a process shows one by one. */
const shownOn = (pod: string, first: number, count: number): readonly InputSeries[] =>
  Array.from({ length: count }, (_, nth) =>
    steady(`deskhook_endpoint_breaker{tenant="acme",endpoint="e${first + nth}",pod="${pod}"}`, 2),
  );

export const ENDPOINT_CASES: readonly AlertCase[] = [
  {
    name: 'DeskhookBreakersOpen',
    fires: { series: [...openOn('a', 25), ...openOn('b', 3)], expected: fired('17m', {}, '10m') },
    quiet: [...openOn('a', 15), steady('deskhook_breakers{state="half_open",pod="a"}', 90)],
  },
  {
    name: 'DeskhookBreakersOpen',
    when: 'replicas know the same endpoints, or others',
    fires: {
      series: [...openOn('a', 15), ...shownOn('a', 0, 15), ...openOn('b', 15), ...shownOn('b', 10, 15)],
      expected: fired('17m', {}, '10m'),
    },
    quiet: [...openOn('a', 15), ...shownOn('a', 0, 15), ...openOn('b', 15), ...shownOn('b', 0, 15)],
  },
  {
    name: 'DeskhookEndpointsDisabled',
    fires: {
      series: [at('deskhook_endpoints_disabled_total{tenant="acme"}', '_x10 1x300')],
      expected: fired('10m', { tenant: 'acme' }, '4m'),
    },
    quiet: [steady('deskhook_endpoints_disabled_total{tenant="acme"}', 0)],
  },
  {
    name: 'DeskhookNothingIsDelivered',
    fires: { series: attempts(10, 90), expected: fired('25m', {}, '5m') },
    quiet: attempts(90, 10),
  },
  {
    name: 'DeskhookNothingIsDelivered',
    when: 'no process that lives ever had a success',
    fires: {
      series: [rising('deskhook_attempts_total{tenant="acme",dialect="standard",class="connection"}', 90)],
      expected: fired('25m', {}, '5m'),
    },
    quiet: [rising('deskhook_attempts_total{tenant="acme",dialect="standard",class="2xx"}', 90)],
  },
];

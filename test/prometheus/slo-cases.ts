// Cases of the alerts on objectives and on loss.
import { at, fired, rising, steady, type AlertCase } from './alert-case.js';
import type { InputSeries } from './promtool.js';

/** First attempts at a steady rate, of which `late` in a thousand begin late. */
const firstAttempts = (late: number, times = 720): readonly InputSeries[] => [
  rising('deskhook_first_attempt_lag_seconds_bucket{le="5"}', 1000 - late, times),
  rising('deskhook_first_attempt_lag_seconds_bucket{le="+Inf"}', 1000, times),
  rising('deskhook_first_attempt_lag_seconds_count', 1000, times),
];
/** Deliveries at a steady rate, of which `dead` in a thousand end dead. */
const deliveries = (dead: number, times = 720): readonly InputSeries[] => [
  rising('deskhook_deliveries_ended_total{outcome="delivered"}', 1000 - dead, times),
  rising('deskhook_deliveries_ended_total{outcome="dead"}', dead, times),
  rising('deskhook_deliveries_ended_total{outcome="cancelled"}', 500, times),
];
/** At an interval of five minutes. */
const TWO_DAYS = 2 * 24 * 12;

export const SLO_CASES: readonly AlertCase[] = [
  {
    name: 'DeskhookPromptnessBudgetFastBurn',
    fires: { series: firstAttempts(20), expected: fired('70m', {}, '1m') },
    quiet: firstAttempts(1),
  },
  {
    name: 'DeskhookPromptnessBudgetFastBurn',
    when: 'few are sent at night',
    fires: {
      series: [
        steady('deskhook_first_attempt_lag_seconds_bucket{le="5.0"}', 0),
        at('deskhook_first_attempt_lag_seconds_count', '0x10 1+1x20 21x720'),
      ],
      expected: fired('14m', {}, '8m'),
    },
    quiet: [
      steady('deskhook_first_attempt_lag_seconds_bucket{le="5.0"}', 0),
      at('deskhook_first_attempt_lag_seconds_count', '0x5 1x25 2x720'),
    ],
  },
  {
    name: 'DeskhookPromptnessBudgetSlowBurn',
    fires: { series: firstAttempts(4, TWO_DAYS), expected: fired('30h'), interval: '5m' },
    quiet: firstAttempts(0),
  },
  {
    name: 'DeskhookDeliveryBudgetFastBurn',
    fires: { series: deliveries(200), expected: fired('70m', {}, '1m') },
    quiet: deliveries(20),
  },
  {
    name: 'DeskhookDeliveryBudgetFastBurn',
    when: 'few are sent at night',
    fires: {
      series: [
        steady('deskhook_deliveries_ended_total{outcome="delivered"}', 0),
        at('deskhook_deliveries_ended_total{outcome="dead"}', '0x10 1+1x20 21x720'),
      ],
      expected: fired('14m', {}, '8m'),
    },
    quiet: [
      steady('deskhook_deliveries_ended_total{outcome="delivered"}', 0),
      at('deskhook_deliveries_ended_total{outcome="dead"}', '0x5 1x25 2x720'),
    ],
  },
  {
    name: 'DeskhookDeliveryBudgetSlowBurn',
    fires: { series: deliveries(40, TWO_DAYS), expected: fired('30h'), interval: '5m' },
    quiet: deliveries(5),
  },
  {
    name: 'DeskhookLedgerUnexplained',
    fires: {
      // Two replicas of the log tell the same.
      series: ['a', 'b'].map((pod) =>
        at(`deskhook_ledger_unexplained{tenant="acme",pod="${pod}"}`, '0x4 3x60'),
      ),
      expected: fired('8m', { tenant: 'acme' }, '4m'),
    },
    quiet: [at('deskhook_ledger_unexplained{tenant="acme"}', '0x4 3x5 0x720')],
  },
  {
    name: 'DeskhookLedgerStale',
    fires: { series: [rising('deskhook_ledger_age_seconds', 30)], expected: fired('30m', {}, '20m') },
    quiet: [
      steady('deskhook_ledger_age_seconds{pod="a"}', 20),
      steady('deskhook_ledger_age_seconds{pod="b"}', 60),
    ],
  },
  {
    name: 'DeskhookDeadLetters',
    fires: {
      series: [
        at('deskhook_dead_letters_total{stream="EVENTS",reason="not_json"}', '0x10 1x100'),
        at('deskhook_dead_letters_total{stream="EVENTS",reason="too_large"}', '_x30 1x100'),
        // Of a reason that another stream has had none of for long.
        at('deskhook_dead_letters_total{stream="EVENTS",reason="poison"}', '0x130'),
        at('deskhook_dead_letters_total{stream="PARKED",reason="poison"}', '_x30 1x100'),
      ],
      expected: [
        ...fired('8m', { reason: 'not_json' }, '4m'),
        { at: '18m', firing: [{ reason: 'not_json' }, { reason: 'poison' }, { reason: 'too_large' }] },
        { at: '45m', firing: [] },
      ],
    },
    quiet: [steady('deskhook_dead_letters_total{stream="EVENTS",reason="not_json"}', 0)],
  },
];

// What series of an alert's case are made of.
import type { Expectation, InputSeries } from './promtool.js';

/** Series that an alert must fire for, and others that it must be quiet about. */
export interface AlertCase {
  readonly name: string;
  /** Where an alert has several cases. */
  readonly when?: string;
  readonly fires: {
    readonly series: readonly InputSeries[];
    readonly expected: readonly Expectation[];
    /** From one value to the next; 30 s when absent. */
    readonly interval?: string;
  };
  readonly quiet: readonly InputSeries[];
}

export const at = (series: string, values: string): InputSeries => ({ series, values });
/** Six hours, a value each 30 s, unless told otherwise. */
export const steady = (series: string, value: number, times = 720): InputSeries =>
  at(series, `${value}x${times}`);
export const rising = (series: string, step: number, times = 720): InputSeries =>
  at(series, `0+${step}x${times}`);
export const fired = (
  when: string,
  labels: Readonly<Record<string, string>> = {},
  before?: string,
): readonly Expectation[] => [
  ...(before === undefined ? [] : [{ at: before, firing: [] }]),
  { at: when, firing: [labels] },
];

/** The same series, and what is expected of them, of an installation in a namespace of its own. */
export const seriesIn = (namespace: string, all: readonly InputSeries[]): readonly InputSeries[] =>
  all.map(({ series, values }) => {
    const [name = '', labels = '}'] = series.split('{');
    return at(`${name}{namespace="${namespace}"${labels === '}' ? '' : ','}${labels}`, values);
  });
export const expectedIn = (namespace: string, all: readonly Expectation[]): readonly Expectation[] =>
  all.map(({ at: when, firing }) => ({
    at: when,
    firing: firing.map((labels) => ({ namespace, ...labels })),
  }));

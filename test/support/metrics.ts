// Test support: reads metrics as OpenMetrics writes them, and refuses what does not follow its grammar.

export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
  readonly exemplar: Readonly<Record<string, string>> | null;
}

export interface Metrics {
  /** By the name of the metric, without the ending of a counter. */
  readonly types: ReadonlyMap<string, string>;
  readonly samples: readonly Sample[];
  /** The sum of all samples of that name whose labels agree with those given; null: there is none. */
  sum(name: string, labels?: Readonly<Record<string, string>>): number | null;
}

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const LABELS = String.raw`\{((?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*",?)*)\}`;
const NUMBER = String.raw`[+-]?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?|Inf)|[nN]a[nN]`;
const SAMPLE = new RegExp(
  `^(${NAME})(?:${LABELS})? (${NUMBER})(?: # ${LABELS} (${NUMBER}) (\\d+(?:\\.\\d+)?))?$`,
);
const ABOUT = new RegExp(`^# (HELP|TYPE|UNIT) (${NAME}) (.+)$`);
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"/g;

/** Parses a whole answer in OpenMetrics; throws for a line that is none, and for one of a metric that was not announced. */
export function parseOpenMetrics(text: string): Metrics {
  const lines = text.split('\n');
  if (lines.pop() !== '' || lines.pop() !== '# EOF') throw new Error('the answer does not end with # EOF');
  const types = new Map<string, string>();
  const samples: Sample[] = [];
  for (const line of lines) {
    const about = ABOUT.exec(line);
    if (about?.[1] === 'TYPE') types.set(about[2] ?? '', about[3] ?? '');
    if (about === null) samples.push(sampleOf(line));
  }
  for (const { name } of samples)
    if (!types.has(familyOf(name, types))) throw new Error(`${name} has no type`);
  return { types, samples, sum: (name, labels) => sumOf(samples, name, labels) };
}

/** The metric that a sample is of: without the ending that its kind adds. */
export function familyOf(name: string, types: ReadonlyMap<string, string>): string {
  if (types.has(name)) return name;
  return name.replace(/_(total|bucket|sum|count)$/, '');
}

function sampleOf(line: string): Sample {
  const [matched, name = '', labels = '', value = '', exemplar] = SAMPLE.exec(line) ?? [];
  if (matched === undefined) throw new Error(`not a line of OpenMetrics: ${line}`);
  return {
    name,
    labels: labelsOf(labels),
    value: Number(value.replace('Inf', 'Infinity')),
    exemplar: exemplar === undefined ? null : labelsOf(exemplar),
  };
}

function labelsOf(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(LABEL)].map(([, name = '', value = '']) => [name, value]));
}

function sumOf(
  samples: readonly Sample[],
  name: string,
  wanted: Readonly<Record<string, string>> = {},
): number | null {
  const meant = samples.filter(
    (sample) =>
      sample.name === name &&
      Object.entries(wanted).every(([label, value]) => sample.labels[label] === value),
  );
  return meant.length === 0 ? null : meant.reduce((sum, { value }) => sum + value, 0);
}

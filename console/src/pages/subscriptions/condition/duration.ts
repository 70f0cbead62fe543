/** Units that a duration is entered in, as ISO 8601 writes them. */
export const DURATION_UNITS = {
  minutes: { prefix: 'PT', letter: 'M' },
  hours: { prefix: 'PT', letter: 'H' },
  days: { prefix: 'P', letter: 'D' },
  weeks: { prefix: 'P', letter: 'W' },
  months: { prefix: 'P', letter: 'M' },
} as const;

export type DurationUnit = keyof typeof DURATION_UNITS;

interface SimpleDuration {
  readonly amount: number;
  readonly unit: DurationUnit;
}

const UNITS: readonly DurationUnit[] = ['minutes', 'hours', 'days', 'weeks', 'months'];
const SIMPLE = /^P(T?)(\d{1,6})([MHDW])$/;

/** A duration of one unit; null for others, which are entered as they are. */
export function simpleDuration(iso: string): SimpleDuration | null {
  const match = SIMPLE.exec(iso);
  if (match === null) return null;
  const [, time = '', amount = '', letter = ''] = match;
  const unit = UNITS.find(
    (name) => DURATION_UNITS[name].prefix === `P${time}` && DURATION_UNITS[name].letter === letter,
  );
  return unit === undefined || String(Number(amount)) !== amount ? null : { amount: Number(amount), unit };
}

export function isoDuration({ amount, unit }: SimpleDuration): string {
  const { prefix, letter } = DURATION_UNITS[unit];
  return `${prefix}${Math.max(0, Math.trunc(amount))}${letter}`;
}

export const isDurationUnit = (text: string): text is DurationUnit => Object.hasOwn(DURATION_UNITS, text);

const PARTS = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/;
const NAMES = ['year', 'month', 'week', 'day', 'hour', 'minute', 'second'] as const;

/** In words: `2 hours`, `1 day 12 hours`; as it is where it is no duration. */
export function durationWords(iso: string): string {
  const match = PARTS.exec(iso);
  if (match === null) return iso;
  const parts = NAMES.flatMap((name, at) => {
    const amount = match[at + 1];
    return amount === undefined ? [] : [`${amount} ${name}${amount === '1' ? '' : 's'}`];
  });
  return parts.length === 0 ? iso : parts.join(' ');
}

import { Text } from '@mantine/core';
import classes from '../form.module.css';
import { placesOnLine, retryTimes, spokenSchedule, spokenSpan } from '../schedule.js';

/** Marks that would stand closer together than this are left out: the dots tell. */
const APART = 0.15;

/** A schedule drawn to a logarithmic line of time, and what it adds up to. */
export function ScheduleLine({ schedule }: { readonly schedule: readonly string[] }) {
  const times = retryTimes(schedule);
  const label = spokenSchedule(schedule);
  if (times === null || times.length === 0)
    return (
      <Text size="sm" fw={550}>
        {label}
      </Text>
    );
  const attempts = [
    { at: 0, place: 0 },
    ...placesOnLine(times).map((place, index) => ({ at: times[index] ?? 0, place })),
  ];
  const marked = withMarks(attempts);
  return (
    <>
      <div
        className={classes.line}
        role="img"
        aria-label={`Attempts: at once, then after ${times.map(spokenSpan).join(', ')}`}
      >
        {marked.map(({ at, place, hasMark }, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- an attempt is its place in the schedule
          <div key={index}>
            <span
              className={classes.dot}
              style={{ left: `${place * 100}%` }}
              title={at === 0 ? 'at once' : spokenSpan(at)}
            />
            {hasMark && (
              <span
                className={classes.mark}
                style={{ left: `${place * 100}%` }}
                data-end={index === 0 ? 'first' : index === marked.length - 1 ? 'last' : undefined}
              >
                {index === 0 ? 'at once' : spokenSpan(at)}
              </span>
            )}
          </div>
        ))}
      </div>
      <Text size="sm" fw={550}>
        {label}
      </Text>
    </>
  );
}

interface Attempt {
  readonly at: number;
  readonly place: number;
}

function withMarks(attempts: readonly Attempt[]): readonly (Attempt & { readonly hasMark: boolean })[] {
  let last = -1;
  return attempts.map((attempt, index) => {
    const isEnd = index === 0 || index === attempts.length - 1;
    const hasMark = isEnd || (attempt.place - last >= APART && attempt.place <= 1 - 1.6 * APART);
    if (hasMark) last = attempt.place;
    return { ...attempt, hasMark };
  });
}

import { VisuallyHidden } from '@mantine/core';
import classes from './week-drawing.module.css';
import { localTime } from './open-state.js';
import { dayName, DAYS, hoursText, minutesOf, type WeeklyHours } from './week.js';

interface WeekDrawingProps {
  readonly calendar: { readonly timezone: string; readonly weeklyHours: WeeklyHours };
  /** The present is drawn in; null: it is not. */
  readonly nowMs: number | null;
}

const COLUMN = 100;
const LEFT = 50;
const TOP = 26;
const HEIGHT = 192;
const DAY_MINUTES = 1_440;
const HOURS = [0, 6, 12, 18, 24];

/** The open hours of a week: a column a day, midnight to midnight. */
export function WeekDrawing({ calendar, nowMs }: WeekDrawingProps) {
  const now = nowMs === null ? null : localTimeOrNull(calendar.timezone, nowMs);
  const y = (minutes: number) => TOP + (minutes / DAY_MINUTES) * HEIGHT;
  return (
    <>
      <svg viewBox={`0 0 ${LEFT + COLUMN * 7 + 4} ${TOP + HEIGHT + 10}`} className={classes.week} aria-hidden>
        {HOURS.map((hour) => (
          <g key={hour}>
            <line
              x1={LEFT}
              x2={LEFT + COLUMN * 7}
              y1={y(hour * 60)}
              y2={y(hour * 60)}
              className={classes.grid}
            />
            <text x={LEFT - 8} y={y(hour * 60) + 6} textAnchor="end" className={classes.label}>
              {String(hour).padStart(2, '0')}
            </text>
          </g>
        ))}
        {DAYS.map((day, index) => (
          <g key={day}>
            <text
              x={LEFT + index * COLUMN + COLUMN / 2}
              y={17}
              textAnchor="middle"
              className={now?.day === day ? classes.today : classes.label}
            >
              {dayName(day).slice(0, 3)}
            </text>
            {(calendar.weeklyHours[day] ?? []).map(({ from, to }) => (
              <rect
                key={`${from} ${to}`}
                x={LEFT + index * COLUMN + 4}
                width={COLUMN - 8}
                y={y(minutesOf(from))}
                height={Math.max(2, y(minutesOf(to)) - y(minutesOf(from)))}
                rx={5}
                className={classes.open}
              />
            ))}
          </g>
        ))}
        {now !== null && (
          <line
            x1={LEFT + DAYS.indexOf(now.day) * COLUMN}
            x2={LEFT + (DAYS.indexOf(now.day) + 1) * COLUMN}
            y1={y(minutesOf(now.time))}
            y2={y(minutesOf(now.time))}
            className={classes.now}
          />
        )}
      </svg>
      <VisuallyHidden component="ul">
        {DAYS.map((day) => (
          <li key={day}>
            {dayName(day)}: {hoursText(calendar.weeklyHours[day] ?? [])}
          </li>
        ))}
      </VisuallyHidden>
    </>
  );
}

/** A zone that is being typed may not be one yet. */
function localTimeOrNull(timezone: string, nowMs: number) {
  try {
    return localTime(timezone, nowMs);
  } catch {
    return null;
  }
}

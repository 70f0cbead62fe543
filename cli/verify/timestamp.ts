import { secondsOf } from './content-forms.js';
import { fault, type Finding } from './diagnosis.js';

const MINUTE_S = 60;
const HOUR_S = 3_600;
const DAY_S = 86_400;

/** Whether the timestamp is one, and near enough to when the request is judged. */
export function timestampFindings(timestamp: string, nowMs: number, toleranceMs: number): readonly Finding[] {
  const seconds = secondsOf(timestamp);
  if (seconds === null)
    return [
      fault(
        'timestamp-form',
        `webhook-timestamp is no time: "${timestamp}"`,
        'pass the header on as it came: seconds since 1970',
      ),
    ];
  const lateS = Math.round(nowMs / 1000) - Number(seconds);
  if (Math.abs(lateS) * 1000 <= toleranceMs) return [];
  const tolerance = inWords(toleranceMs / 1000);
  if (lateS < 0) {
    const detail = `webhook-timestamp is ${inWords(-lateS)} in the future; ${tolerance} are tolerated`;
    return [fault('timestamp-future', detail, 'set the clock of this machine right, or that of the sender')];
  }
  const detail = `webhook-timestamp is ${inWords(lateS)} old; ${tolerance} are tolerated`;
  const fix =
    'of a recorded request say when it came with --at; else it came late or twice, or a clock is wrong';
  return [fault('timestamp-old', detail, fix)];
}

function inWords(seconds: number): string {
  const units: readonly (readonly [number, string])[] = [
    [DAY_S, 'days'],
    [HOUR_S, 'hours'],
    [MINUTE_S, 'minutes'],
  ];
  const unit = units.find(([length]) => seconds >= 2 * length);
  return unit === undefined
    ? `${Math.round(seconds)} seconds`
    : `${Math.round(seconds / unit[0])} ${unit[1]}`;
}

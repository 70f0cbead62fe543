import { fullTime, relativeTime, timeAgo } from '../../../ui/format.js';
import { useNow } from '../../../ui/now.js';

interface RowTimeProps {
  readonly at: string;
  /** It may lie ahead: without it, what is less than a minute ahead is now, since clocks differ. */
  readonly isExpected?: boolean;
}

/** How long ago, or how soon: lighter than `Instant`, since a list has hundreds. */
export function RowTime({ at, isExpected = false }: RowTimeProps) {
  const ms = Date.parse(at);
  const now = useNow();
  return (
    <time dateTime={at} title={`${fullTime(ms)} (${at})`}>
      {isExpected ? relativeTime(ms, now) : timeAgo(ms, now)}
    </time>
  );
}

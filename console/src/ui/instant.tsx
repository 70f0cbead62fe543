import { Tooltip } from '@mantine/core';
import { fullTime, relativeTime, timeAgo } from './format.js';
import { useNow } from './now.js';

interface InstantProps {
  /** RFC 3339. */
  readonly at: string;
  /** In full instead of relative to now. */
  readonly full?: boolean;
  /** It may lie ahead: without it, what is less than a minute ahead is now, since clocks differ. */
  readonly isExpected?: boolean;
}

/** An instant as people say it, the exact one at hand. */
export function Instant({ at, full = false, isExpected = false }: InstantProps) {
  const now = useNow();
  const ms = Date.parse(at);
  return (
    <Tooltip label={full ? at : `${fullTime(ms)} (${at})`} withArrow openDelay={300}>
      <time dateTime={at} style={{ whiteSpace: 'nowrap' }}>
        {full ? fullTime(ms) : isExpected ? relativeTime(ms, now) : timeAgo(ms, now)}
      </time>
    </Tooltip>
  );
}

import { fullTime, relativeTime } from '../../../ui/format.js';
import { useNow } from '../../../ui/now.js';

/** How long ago, or how soon: lighter than `Instant`, since a list has hundreds. */
export function RowTime({ at }: { readonly at: string }) {
  const ms = Date.parse(at);
  const text = relativeTime(ms, useNow());
  return (
    <time dateTime={at} title={`${fullTime(ms)} (${at})`}>
      {text}
    </time>
  );
}

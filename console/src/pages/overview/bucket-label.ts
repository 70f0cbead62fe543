const DAY_SECONDS = 86_400;

/** A bucket's beginning as the axis shows it, in the reader's time zone: days by their date, all else by the time of day. */
export function bucketLabel(at: string, bucketSeconds: number): string {
  const date = new Date(at);
  if (bucketSeconds >= DAY_SECONDS)
    return date.toLocaleDateString('en', { day: 'numeric', month: 'short', timeZone: 'UTC' });
  return date.toLocaleTimeString('en', {
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    weekday: 'short',
  });
}

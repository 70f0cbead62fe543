const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/i;

/** An instant as a browser's date and time field takes it, in the browser's time zone; null for what is no full instant. */
export function toLocalInput(rfc3339: string): string | null {
  const at = new Date(rfc3339);
  if (!INSTANT.test(rfc3339) || Number.isNaN(at.getTime()) || at.getMilliseconds() !== 0) return null;
  const two = (value: number) => String(value).padStart(2, '0');
  const date = `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  const time = `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
  return `${date}T${time}`;
}

/** What was entered there, in UTC; empty while it is not complete. */
export function fromLocalInput(local: string): string {
  const at = new Date(local);
  return local === '' || Number.isNaN(at.getTime()) ? '' : at.toISOString().replace('.000Z', 'Z');
}

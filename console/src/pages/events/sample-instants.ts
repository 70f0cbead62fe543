const MINUTE_MS = 60_000;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

/** When a story was told, and when its ticket was opened, in milliseconds. */
interface Story {
  readonly told: number;
  readonly opened: number;
}

/**
 * A sample's data as if its ticket had been opened a minute before `now`: what happened since lies within that minute, in its order,
 * and what is due is due as long after the opening as before. A sample's ticket is hours old: as it is, its SLA would be breached at
 * once. Without a ticket that was opened it stays as it is.
 */
export function retold(data: unknown, toldAt: unknown, now: Date): unknown {
  const story = { told: msOf(toldAt), opened: openedAt(data) };
  return story.told - story.opened > MINUTE_MS ? moved(data, '', story, now.getTime()) : data;
}

function moved(value: unknown, key: string, story: Story, now: number): unknown {
  if (typeof value === 'string') return INSTANT.test(value) ? movedInstant(value, key, story, now) : value;
  if (Array.isArray(value)) return value.map((each) => moved(each, key, story, now));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, moved(member, name, story, now)]),
  );
}

function movedInstant(text: string, key: string, { told, opened }: Story, now: number): string {
  const at = Date.parse(text);
  const isDue = key === 'due' || key.endsWith('_due');
  // What was before the ticket, such as the day on which its customer was first seen, is not part of the story.
  if (!isDue && (at < opened || at > told)) return text;
  const ms = isDue ? now - MINUTE_MS + (at - opened) : now - (MINUTE_MS * (told - at)) / (told - opened);
  return new Date(ms).toISOString();
}

function openedAt(data: unknown): number {
  const ticket = memberOf(data, 'ticket');
  return msOf(memberOf(memberOf(ticket, 'timestamps'), 'created'));
}

const msOf = (value: unknown): number => (typeof value === 'string' ? Date.parse(value) : Number.NaN);

const memberOf = (value: unknown, name: string): unknown => (isRecord(value) ? value[name] : undefined);

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

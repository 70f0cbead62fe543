const UNITS = [
  { names: ['d', 'day', 'days'], letter: 'D' },
  { names: ['h', 'hour', 'hours'], letter: 'H' },
  { names: ['min', 'm', 'minute', 'minutes'], letter: 'M' },
  { names: ['s', 'second', 'seconds'], letter: 'S' },
] as const;
type Letter = (typeof UNITS)[number]['letter'];

const PART = /(\d+)\s*([a-z]+)/gi;
const ISO = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** `1 d 4 h`, `30min` or an ISO 8601 duration, as ISO 8601; null: it is none of these. */
export function isoOfText(text: string): string | null {
  const typed = text.trim();
  if (ISO.test(typed.toUpperCase()) && typed.length > 2) return typed.toUpperCase();
  const rest = typed.replaceAll(PART, '').trim();
  const parts = [...typed.matchAll(PART)].map(([, amount, name]) => ({
    amount,
    letter: letterOf(name ?? ''),
  }));
  if (rest !== '' || parts.length === 0 || parts.some(({ letter }) => letter === undefined)) return null;
  const amountOf = (letter: Letter) => parts.find((part) => part.letter === letter)?.amount;
  const written = (letter: Letter) => (amountOf(letter) === undefined ? '' : `${amountOf(letter)}${letter}`);
  const time = `${written('H')}${written('M')}${written('S')}`;
  return `P${written('D')}${time === '' ? '' : `T${time}`}`;
}

/** An ISO 8601 duration as people write it; as it is where it has other parts. */
export function textOfIso(iso: string): string {
  const match = ISO.exec(iso);
  if (match === null) return iso;
  const [, days, hours, minutes, seconds] = match;
  const parts = [
    [days, 'd'],
    [hours, 'h'],
    [minutes, 'min'],
    [seconds, 's'],
  ];
  const written = parts
    .filter(([amount]) => amount !== undefined)
    .map(([amount, unit]) => `${amount} ${unit}`);
  return written.length === 0 ? iso : written.join(' ');
}

const letterOf = (name: string): Letter | undefined =>
  UNITS.find(({ names }) => names.some((known) => known === name.toLowerCase()))?.letter;

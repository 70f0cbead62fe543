import type { DialectInfo, EventTypeInfo } from '@deskhook/contracts';
import { DIALECTS, type Dialect, type DialectOption } from '@deskhook/dialects';
import { dialectSamples } from './dialect-samples.js';

const ALL: readonly Dialect[] = Object.values(DIALECTS);

const made = new Map<string, DialectInfo>();

/** A dialect as the catalogue shows it; made once, since its samples are rendered. */
export function dialectInfo(dialect: Dialect): DialectInfo {
  const info = made.get(dialect.name) ?? makeInfo(dialect);
  made.set(dialect.name, info);
  return info;
}

/** The same for the list: a type of its own looks like the others, so one sample says enough where there are dozens. */
export function listedDialect(dialect: Dialect): DialectInfo {
  const info = dialectInfo(dialect);
  return info.events === null ? { ...info, samples: info.samples.slice(0, 1) } : info;
}

function makeInfo(dialect: Dialect): DialectInfo {
  const { name, title, signsByDefault, defaults, limits, options, events, sendsCustomEvents } = dialect;
  return {
    name,
    title,
    signsByDefault,
    delivery: { ...defaults, retrySchedule: [...defaults.retrySchedule] },
    limits,
    options: Object.entries(options).map(([option, about]) => optionInfo(option, about)),
    events: events === null ? null : events.map(eventInfo),
    sendsCustomEvents,
    samples: dialectSamples(dialect),
  };
}

/** The dialects that send a type, and under which names. */
export function dialectsOf(type: string): EventTypeInfo['dialects'] {
  return ALL.map(({ name, events }) => ({
    name,
    events:
      events === null
        ? [type]
        : events.filter(({ types }) => types.includes(type)).map((event) => event.name),
  })).filter(({ events }) => events.length > 0);
}

function optionInfo(name: string, option: DialectOption): DialectInfo['options'][number] {
  const values = option.kind === 'choice' ? [...option.values] : null;
  return { name, kind: option.kind, default: option.default, values, description: option.description };
}

function eventInfo(
  event: NonNullable<Dialect['events']>[number],
): NonNullable<DialectInfo['events']>[number] {
  const { name, title, types, isOffByDefault = false, isInferred = false } = event;
  return { name, title, types: [...types], isOffByDefault, isInferred };
}

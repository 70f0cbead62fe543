import type { BodyOf, Calendar } from '../../api/types.js';
import { calendarBody, newCalendar } from './calendar-draft.js';
import { textOfIso } from './duration-text.js';
import { DEFAULT_PRIORITY, newPolicy, policyBody, TARGETS } from './policy-draft.js';

type StarterCalendar =
  | { readonly kind: 'existing'; readonly id: string; readonly name: string }
  | { readonly kind: 'new'; readonly body: BodyOf<'createCalendar'> };

/** What a tenant without a policy is offered to begin with. */
export interface Starter {
  readonly calendar: StarterCalendar;
  readonly policy: (calendar: string) => BodyOf<'createSlaPolicy'>;
}

/** A calendar that is there already is used; otherwise office hours are made, in the tenant's time zone. */
export function starterOf(calendars: readonly Pick<Calendar, 'id' | 'name'>[], timezone: string): Starter {
  const [existing] = calendars;
  return {
    calendar:
      existing === undefined
        ? { kind: 'new', body: calendarBody({ ...newCalendar(timezone), name: 'Office hours' }) }
        : { kind: 'existing', id: existing.id, name: existing.name },
    policy: (calendar) => policyBody({ ...newPolicy(calendar), name: 'Support in business hours' }),
  };
}

/** What it will make, each part in a line. */
export function starterWords({ calendar }: Starter): readonly string[] {
  const promises = newPolicy(null).rows.map(({ priority, targets }) => {
    const promised = TARGETS.filter(({ key }) => targets[key] !== '');
    const words = promised.map(
      ({ key, label }) => `${label.toLowerCase()} within ${textOfIso(targets[key])}`,
    );
    return `${priority === DEFAULT_PRIORITY ? 'All tickets' : `Priority ${priority}`}: ${words.join(', ')}`;
  });
  return [
    calendar.kind === 'existing'
      ? `The policy “Support in business hours”, which counts in your calendar “${calendar.name}”`
      : `The calendar “Office hours”: Monday to Friday, 9:00 to 17:00, in the tenant's time zone ${calendar.body.timezone}`,
    ...(calendar.kind === 'existing' ? [] : ['The policy “Support in business hours”, which counts in it']),
    ...promises,
  ];
}

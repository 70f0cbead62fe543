import { EventTree } from '../../event-tree/event-tree.js';
import { faultAt } from '../faults.js';
import type { SectionProps } from '../form.js';
import { Section } from '../section.js';

const SHOWN = 2;

export function EventsSection({ form }: SectionProps) {
  const { draft, change, faults } = form;
  return (
    <Section id="events" title="Events" summary={spokenEvents(draft.events)} form={form}>
      <EventTree
        dialect={draft.dialect}
        value={draft.events}
        onChange={(events) => change({ events })}
        error={faultAt(faults, '/events', true)}
      />
    </Section>
  );
}

export function spokenEvents(events: readonly string[]): string {
  if (events.length === 0) return 'none selected';
  const more = events.length - SHOWN;
  return events.slice(0, SHOWN).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

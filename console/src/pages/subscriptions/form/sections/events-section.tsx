import { memo, useCallback } from 'react';
import { EventTree } from '../../event-tree/event-tree.js';
import { faultAt } from '../faults.js';
import type { SectionProps } from '../form.js';
import { Section } from '../section.js';

const SHOWN = 2;
/** It is large, and most of what is typed in the form is none of its business. */
const Tree = memo(EventTree);

export function EventsSection({ form }: SectionProps) {
  const { draft, change, faults } = form;
  const take = useCallback((events: string[]) => change({ events }), [change]);
  return (
    <Section id="events" title="Events" summary={spokenEvents(draft.events)} form={form}>
      <Tree
        dialect={draft.dialect}
        value={draft.events}
        onChange={take}
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

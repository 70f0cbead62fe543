import { Badge, Text } from '@mantine/core';
import type { Calendar } from '../../api/types.js';
import { useNow } from '../../ui/now.js';
import { openState, type OpenState } from './open-state.js';
import { dayName } from './week.js';

/** Whether a calendar is open now, and when that changes. */
export function OpenBadge({ calendar }: { readonly calendar: Calendar }) {
  const state = openState(calendar, useNow());
  return (
    <>
      <Badge color={state.isOpen ? 'green' : 'gray'} variant="light" tt="none">
        {state.isOpen ? 'Open now' : 'Closed now'}
      </Badge>
      <Text size="xs" c="dimmed">
        {whenItChanges(state)} · {state.now.time} there
      </Text>
    </>
  );
}

function whenItChanges({ isOpen, now, changes }: OpenState): string {
  if (changes === null) return isOpen ? 'never closes' : 'never opens';
  const day = changes.date === now.date ? '' : `${dayName(changes.day)} ${changes.date}, `;
  return `${isOpen ? 'closes' : 'opens'} ${day}${changes.time}`;
}

import { Autocomplete, Button, Group } from '@mantine/core';
import { IconBolt, IconTicket } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { FilterInput } from '../../ui/filter-input.js';
import { TimeWindowFilter } from '../../ui/time-window-filter.js';
import { isFiltered, type EventSearch } from './event-search.js';
import { useEventTypes } from './use-event-types.js';

type Filters = Omit<EventSearch, 'publish'>;
/** Undefined takes a filter away. */
type Change = { readonly [Name in keyof Filters]?: Filters[Name] | undefined };

interface EventFiltersProps {
  readonly value: Filters;
  readonly onChange: (change: Change) => void;
}

export function EventFilters({ value, onChange }: EventFiltersProps) {
  return (
    <Group gap="xs" mb="md" role="search" aria-label="Filter the events">
      <TypeFilter value={value.type} onChange={(type) => onChange({ type })} />
      <FilterInput
        aria-label="Ticket"
        placeholder="Ticket id"
        w={150}
        leftSection={<IconTicket size={14} aria-hidden />}
        value={value.ticket}
        onChange={(ticket) => onChange({ ticket })}
      />
      <TimeWindowFilter label="Received" value={value} onChange={onChange} />
      {isFiltered(value) && (
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          onClick={() => onChange({ type: undefined, ticket: undefined, from: undefined, to: undefined })}
        >
          Clear filters
        </Button>
      )}
    </Group>
  );
}

interface TypeFilterProps {
  readonly value: string | undefined;
  readonly onChange: (type: string | undefined) => void;
}

/** A type of the catalogue, or any other text: custom events have names of their own. It counts once it is whole. */
function TypeFilter({ value, onChange }: TypeFilterProps) {
  const types = useEventTypes();
  const [typed, setTyped] = useState(value ?? '');
  useEffect(() => setTyped(value ?? ''), [value]);
  const tell = (text: string) => {
    const type = text.trim() === '' ? undefined : text.trim();
    if (type !== value) onChange(type);
  };
  const isWhole = (text: string) => text === '' || types.some(({ type }) => type === text);
  return (
    <Autocomplete
      size="xs"
      w={220}
      aria-label="Event type"
      placeholder="Any type"
      leftSection={<IconBolt size={14} aria-hidden />}
      data={types.map(({ type }) => type)}
      limit={60}
      maxDropdownHeight={320}
      clearable
      clearButtonProps={{ 'aria-label': 'Any type' }}
      value={typed}
      onChange={(type) => {
        setTyped(type);
        if (isWhole(type)) tell(type);
      }}
      onOptionSubmit={tell}
      onBlur={() => tell(typed)}
      onKeyDown={(pressed) => {
        if (pressed.key === 'Enter') tell(typed);
      }}
    />
  );
}

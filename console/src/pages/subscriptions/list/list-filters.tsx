import { Autocomplete, Group, Select } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { FilterInput } from '../../../ui/filter-input.js';
import { useEventNames } from '../use-catalogue.js';
import { DIALECT_LABELS } from './dialect-labels.js';
import { LabelFilter } from './label-filter.js';
import { DEFAULT_SORT, listSearch, SORTS, type ListSearch } from './list-search.js';
import classes from './list-filters.module.css';

const TYPING_MS = 300;

interface ListFiltersProps {
  readonly tenant: string;
  readonly search: ListSearch;
  readonly onChange: (search: ListSearch) => void;
}

/** What narrows and orders the list. Everything stands in the address. */
export function ListFilters({ tenant, search, onChange }: ListFiltersProps) {
  const set = (change: Readonly<Record<string, unknown>>) => onChange(listSearch({ ...search, ...change }));
  return (
    <Group gap="xs" mb="sm" role="search" aria-label="Filter the subscriptions" className={classes.filters}>
      <FilterInput
        size="sm"
        aria-label="Name or URL"
        placeholder="Name or URL"
        leftSection={<IconSearch size={15} aria-hidden />}
        className={classes.text}
        value={search.q}
        onChange={(q) => set({ q })}
      />
      <EventFilter value={search.event ?? ''} onChange={(event) => set({ event })} />
      <Select
        aria-label="Status"
        placeholder="Any status"
        clearable
        w={140}
        data={[
          { value: 'active', label: 'Active' },
          { value: 'inactive', label: 'Inactive' },
        ]}
        value={search.status ?? null}
        onChange={(status) => set({ status })}
      />
      <Select
        aria-label="Dialect"
        placeholder="Any dialect"
        clearable
        w={150}
        data={Object.entries(DIALECT_LABELS).map(([value, label]) => ({ value, label }))}
        value={search.dialect ?? null}
        onChange={(dialect) => set({ dialect })}
      />
      <LabelFilter tenant={tenant} search={search} onChange={(label) => set({ label })} />
      <Select
        aria-label="Order"
        allowDeselect={false}
        w={180}
        ml="auto"
        data={Object.entries(SORTS).map(([value, label]) => ({ value, label }))}
        value={search.sort ?? DEFAULT_SORT}
        onChange={(sort) => set({ sort })}
      />
    </Group>
  );
}

interface TextFilterProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Which subscriptions would get an event; also through `ticket.*` or `*`. */
function EventFilter({ value, onChange }: TextFilterProps) {
  const { all } = useEventNames();
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const tell = useDebouncedCallback(onChange, TYPING_MS);
  const change = (next: string) => {
    setTyped(next);
    tell(next);
  };
  return (
    <Autocomplete
      aria-label="Would get the event"
      placeholder="Would get the event …"
      clearable
      className={classes.text}
      limit={60}
      maxDropdownHeight={320}
      data={[...all]}
      value={typed}
      onChange={change}
    />
  );
}

import { Select, SimpleGrid, TextInput } from '@mantine/core';
import { WINDOWS, type DeliverySearch } from '../delivery-search.js';
import { fromLocalInput, toLocalInput } from './local-input.js';

const OWN = 'own';
const ANY = 'any';
const OPTIONS = [
  { value: ANY, label: 'Any time' },
  ...WINDOWS.map(({ key, label }) => ({ value: key, label })),
  { value: OWN, label: 'From – to …' },
];

interface FilterWindowProps {
  readonly search: DeliverySearch;
  /** Whether the ends are chosen by hand. */
  readonly isOwn: boolean;
  readonly onOwn: (isOwn: boolean) => void;
  readonly onChange: (changes: DeliverySearch) => void;
}

/** When deliveries were made: a window that moves along, or one with ends of its own. */
export function FilterWindow({ search, isOwn, onOwn, onChange }: FilterWindowProps) {
  const choose = (chosen: string | null) => {
    onOwn(chosen === OWN);
    const within = WINDOWS.find(({ key }) => key === chosen)?.key;
    if (chosen !== OWN) onChange({ within, from: undefined, to: undefined });
  };
  return (
    <Select
      size="sm"
      label="When"
      data={OPTIONS}
      value={isOwn ? OWN : (search.within ?? ANY)}
      onChange={choose}
      allowDeselect={false}
    />
  );
}

/** The ends of a window that are chosen by hand. */
export function WindowEnds({
  search: { from, to },
  onChange,
}: Pick<FilterWindowProps, 'search' | 'onChange'>) {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }} spacing="xs">
      <TextInput
        size="sm"
        type="datetime-local"
        label="From"
        value={toLocalInput(from, 'begin')}
        onChange={({ currentTarget }) =>
          onChange({ from: fromLocalInput(currentTarget.value), within: undefined })
        }
      />
      <TextInput
        size="sm"
        type="datetime-local"
        label="To"
        value={toLocalInput(to, 'end')}
        onChange={({ currentTarget }) =>
          onChange({ to: fromLocalInput(currentTarget.value), within: undefined })
        }
      />
    </SimpleGrid>
  );
}

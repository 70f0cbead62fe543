import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { WINDOWS, type DeliverySearch } from '../delivery-search.js';
import { fromLocalInput, toLocalInput } from './local-input.js';

const OWN = 'own';
const ANY = 'any';

interface FilterWindowProps {
  readonly search: DeliverySearch;
  readonly onChange: (changes: DeliverySearch) => void;
}

const OPTIONS = [
  { value: ANY, label: 'Any time' },
  ...WINDOWS.map(({ key, label }) => ({ value: key, label })),
  { value: OWN, label: 'From – to …' },
];

/** When deliveries were made: a window that moves along, or one with fixed ends. */
export function FilterWindow({ search, onChange }: FilterWindowProps) {
  const { from, to, within } = search;
  const isFixed = from !== undefined || to !== undefined;
  const [isOwn, setOwn] = useState(isFixed);
  const value = isFixed || isOwn ? OWN : (within ?? ANY);
  const choose = (chosen: string | null) => {
    setOwn(chosen === OWN);
    const window = WINDOWS.find(({ key }) => key === chosen)?.key;
    if (chosen !== OWN) onChange({ within: window, from: undefined, to: undefined });
  };
  return (
    <>
      <Select
        size="sm"
        label="When"
        data={OPTIONS}
        value={value}
        onChange={choose}
        allowDeselect={false}
        comboboxProps={{ withinPortal: true }}
      />
      {value === OWN && (
        <>
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
        </>
      )}
    </>
  );
}

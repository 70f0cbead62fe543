import { Button, Group } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { fullTime } from '../../../ui/format.js';
import { windowLabel, type DeliverySearch, type FilterKey } from '../delivery-search.js';

interface FilterChipsProps {
  readonly search: DeliverySearch;
  readonly nameOf: (subscription: string) => string;
  readonly onRemove: (key: FilterKey) => void;
  readonly onClear: () => void;
}

const LABELS: Readonly<Record<FilterKey, string>> = {
  ticket: 'Ticket',
  status: 'Status',
  subscription: 'Subscription',
  within: 'When',
  from: 'From',
  to: 'Until',
  code: 'Code',
  type: 'Type',
  url: 'URL',
  error: 'Error',
  event: 'Event',
};
const KEYS: readonly FilterKey[] = [
  'ticket',
  'status',
  'subscription',
  'within',
  'from',
  'to',
  'code',
  'type',
  'url',
  'error',
  'event',
];

/** Every filter that holds, each with a way to take it away. */
export function FilterChips({ search, nameOf, onRemove, onClear }: FilterChipsProps) {
  const held = KEYS.filter((key) => search[key] !== undefined);
  if (held.length === 0) return null;
  return (
    <Group gap={6} role="group" aria-label="Filters that hold">
      {held.map((key) => {
        const text = `${LABELS[key]}: ${valueOf(search, key, nameOf)}`;
        return (
          <Button
            key={key}
            size="compact-sm"
            variant="light"
            fw={500}
            maw="100%"
            rightSection={<IconX size={13} aria-hidden />}
            onClick={() => onRemove(key)}
            aria-label={`Remove the filter ${text}`}
          >
            {text}
          </Button>
        );
      })}
      <Button size="compact-sm" variant="subtle" color="gray" onClick={onClear}>
        Clear all
      </Button>
    </Group>
  );
}

function valueOf(search: DeliverySearch, key: FilterKey, nameOf: (id: string) => string): string {
  const value = String(search[key]);
  switch (key) {
    case 'within':
      return search.within === undefined ? '' : windowLabel(search.within);
    case 'subscription':
      return nameOf(value);
    case 'from':
    case 'to':
      return value.includes('T') ? fullTime(Date.parse(value)) : value;
    case 'ticket':
    case 'status':
    case 'code':
    case 'type':
    case 'url':
    case 'error':
    case 'event':
      return value;
    default:
      return key satisfies never;
  }
}

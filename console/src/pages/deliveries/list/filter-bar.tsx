import { Button, Collapse, Select, SimpleGrid, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAdjustmentsHorizontal, IconChevronDown, IconChevronUp, IconTicket } from '@tabler/icons-react';
import { useState } from 'react';
import { useSubscriptionNames } from '../../../api/subscription-names.js';
import { useTenant } from '../../../app/use-session.js';
import { STATUSES, type DeliverySearch } from '../delivery-search.js';
import { FilterText } from './filter-text.js';
import { FilterWindow, WindowEnds } from './filter-window.js';

interface FilterBarProps {
  readonly search: DeliverySearch;
  /** Undefined takes a filter away. `isTyped`: no entry of its own in the history. */
  readonly onChange: (changes: DeliverySearch, isTyped?: boolean) => void;
}

const CODE_LENGTH = 3;

/** The filters of the list: the usual ones at hand, the others one click away. */
export function FilterBar({ search, onChange }: FilterBarProps) {
  const [isOpen, { toggle }] = useDisclosure(false);
  const isFixed = search.from !== undefined || search.to !== undefined;
  const [isOwnChosen, setOwn] = useState(false);
  const isOwn = isFixed || (isOwnChosen && search.within === undefined);
  const names = useSubscriptionNames(useTenant());
  const { subscription, status } = search;
  const unknown = subscription === undefined || names.has(subscription) ? [] : [subscription];
  const Chevron = isOpen ? IconChevronUp : IconChevronDown;
  return (
    <Stack gap="xs" role="search" aria-label="Deliveries">
      <SimpleGrid cols={{ base: 2, sm: 3, lg: 5 }} spacing="xs" verticalSpacing="xs">
        <FilterText
          label="Ticket"
          placeholder="Ticket number"
          leftSection={<IconTicket size={15} aria-hidden />}
          value={String(search.ticket ?? '')}
          onChange={(ticket) => onChange({ ticket }, true)}
        />
        <Select
          size="sm"
          label="Status"
          placeholder="Any status"
          data={STATUSES}
          value={status ?? null}
          onChange={(chosen) => onChange({ status: STATUSES.find((one) => one === chosen) })}
          clearable
        />
        <Select
          size="sm"
          label="Subscription"
          placeholder="Any subscription"
          data={[
            ...[...names].map(([value, label]) => ({ value, label })),
            ...unknown.map((id) => ({ value: id, label: id })),
          ]}
          value={subscription ?? null}
          onChange={(chosen) => onChange({ subscription: chosen ?? undefined })}
          nothingFoundMessage="No subscription has that name"
          limit={100}
          searchable
          clearable
        />
        <FilterWindow search={search} isOwn={isOwn} onOwn={setOwn} onChange={onChange} />
        <Button
          variant="default"
          size="sm"
          style={{ alignSelf: 'end' }}
          onClick={toggle}
          aria-expanded={isOpen}
          leftSection={<IconAdjustmentsHorizontal size={16} />}
          rightSection={<Chevron size={14} />}
        >
          More filters
        </Button>
      </SimpleGrid>
      {isOwn && <WindowEnds search={search} onChange={onChange} />}
      <Collapse expanded={isOpen}>
        <RareFilters search={search} onChange={onChange} />
      </Collapse>
    </Stack>
  );
}

function RareFilters({ search, onChange }: FilterBarProps) {
  const text = (key: 'type' | 'url' | 'error' | 'event') => ({
    value: search[key] ?? '',
    onChange: (value: string) => onChange({ [key]: value }, true),
  });
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 5 }} spacing="xs" verticalSpacing="xs">
      <FilterText
        label="Response code"
        placeholder="500"
        inputMode="numeric"
        maxLength={CODE_LENGTH}
        value={String(search.code ?? '')}
        onChange={(code) => onChange({ code: code === '' ? undefined : Number(code) }, true)}
      />
      <FilterText label="Type" placeholder="ticket.created" {...text('type')} />
      <FilterText label="URL contains" placeholder="crm.example" {...text('url')} />
      <FilterText label="Error contains" placeholder="refused" {...text('error')} />
      <FilterText label="Event id" {...text('event')} />
    </SimpleGrid>
  );
}

import { Box, Group, Input, SegmentedControl, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { asProblem } from '../../../api/problem.js';
import type { Dialect, EventType } from '../../../api/types.js';
import { ErrorState } from '../../../ui/error-state.js';
import { dialectsQuery, eventTypesQuery } from '../../../api/catalogue.js';
import { CustomTypes, UnknownNames } from './other-names.js';
import { EventBranch } from './event-branch.js';
import classes from './event-tree.module.css';
import { NativeEvents } from './native-events.js';
import {
  EVERYTHING,
  eventGroups,
  isFound,
  isSentBy,
  otherNames,
  shortTitle,
  spelledOut,
  toggled,
} from './selection.js';
import { SelectorBox } from './selector-box.js';

interface EventTreeProps {
  readonly dialect: string;
  /** Types, `ticket.*`, `*`, and the dialect's own names. */
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
  readonly error?: string | undefined;
}

/** Chooses events: as a tree of types, and for dialects with names of their own also by those. */
export function EventTree({ dialect, value, onChange, error }: EventTreeProps) {
  const types = useQuery(eventTypesQuery);
  const dialects = useQuery(dialectsQuery);
  const info = dialects.data?.items.find(({ name }) => name === dialect);
  const failed = types.error ?? dialects.error;
  if (failed !== null) return <ErrorState problem={asProblem(failed)} onRetry={() => void types.refetch()} />;
  if (types.data === undefined || dialects.data === undefined) return <Skeleton h={420} />;
  return (
    <Stack gap="sm">
      {error !== undefined && error !== '' && <Input.Error role="alert">{error}</Input.Error>}
      <Chooser key={dialect} types={types.data.items} info={info} value={value} onChange={onChange} />
    </Stack>
  );
}

interface ChooserProps {
  readonly types: readonly EventType[];
  /** Undefined: a dialect that is not known. */
  readonly info: Dialect | undefined;
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
}

function Chooser({ types, info, value, onChange }: ChooserProps) {
  const natives = info?.events ?? [];
  const namesNative = natives.some(
    ({ name }) => value.includes(name) && !types.some(({ type }) => type === name),
  );
  const [view, setView] = useState(namesNative ? 'native' : 'types');
  const [search, setSearch] = useState('');
  const others = otherNames(value, types, natives);
  const common = { value, onChange, search } as const;
  return (
    <>
      <Group gap="sm" align="center">
        <TextInput
          aria-label="Search events"
          placeholder="Search events"
          size="xs"
          leftSection={<IconSearch size={14} aria-hidden />}
          value={search}
          onChange={({ currentTarget }) => setSearch(currentTarget.value)}
          className={classes.search ?? ''}
        />
        {natives.length > 0 && (
          <SegmentedControl
            size="xs"
            aria-label="How events are named"
            value={view}
            onChange={setView}
            data={[
              { value: 'types', label: 'Event types' },
              { value: 'native', label: `Names of ${info === undefined ? '' : shortTitle(info)}` },
            ]}
          />
        )}
        <Text size="xs" c="dimmed" role="status">
          {value.length === 0 ? 'Nothing is selected yet' : `Selected: ${value.join(', ')}`}
        </Text>
      </Group>
      {view === 'native' && natives.length > 0 ? (
        <NativeEvents natives={natives} {...common} />
      ) : (
        <TypeTree types={types} info={info} {...common} />
      )}
      <CustomTypes names={others.custom} sends={info?.sendsCustomEvents ?? true} {...common} />
      {others.unknown.length > 0 && <UnknownNames names={others.unknown} {...common} />}
    </>
  );
}

interface TypeTreeProps extends ChooserProps {
  readonly search: string;
}

function TypeTree({ types, info, value, onChange, search }: TypeTreeProps) {
  const sent = info === undefined ? types : types.filter((type) => isSentBy(type, info.name));
  const groups = eventGroups(types)
    .map((group) => ({
      group,
      shown: group.types.filter(({ type, description }) => isFound(search, type, group.title, description)),
    }))
    .filter(({ shown }) => shown.length > 0);
  return (
    <Box className={classes.tree} role="group" aria-label="Event types">
      {search.trim() === '' && (
        <SelectorBox
          name={EVERYTHING}
          title="Everything of the helpdesk"
          description="Every event there is, also of types that come later and custom ones; not Deskhook’s own news."
          isChecked={value.includes(EVERYTHING)}
          onToggle={() => onChange(toggled(value, EVERYTHING))}
          onSpellOut={() => onChange(spelledOut(value, EVERYTHING, sent))}
        />
      )}
      {groups.map(({ group, shown }) => (
        <EventBranch
          key={group.key}
          group={group}
          shown={shown}
          info={info}
          value={value}
          onChange={onChange}
          isSearching={search.trim() !== ''}
        />
      ))}
      {groups.length === 0 && (
        <Text size="sm" c="dimmed" p="sm">
          No event type is called “{search}”.
        </Text>
      )}
    </Box>
  );
}

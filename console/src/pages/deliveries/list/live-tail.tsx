import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconBroadcast, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import type { LiveState } from '../../../api/live.js';
import { useTenant } from '../../../app/use-session.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { count } from '../../../ui/format.js';
import { RecordTable } from '../../../ui/record-table.js';
import type { DeliverySearch } from '../delivery-search.js';
import classes from './list.module.css';
import { tailColumns } from './tail-columns.js';
import { rowIdOf, TAIL_ROWS_MAX, withKnown } from './tail-rows.js';
import { useKnownAttempts } from './use-known-attempts.js';
import { useTail } from './use-tail.js';

interface LiveTailProps {
  readonly search: DeliverySearch;
  readonly nameOf: (subscription: string) => string;
}

/** Attempts as they happen, the newest on top, above those that were known when it was opened. It stands still while somebody has scrolled down, or is in the rows. */
export function LiveTail({ search, nameOf }: LiveTailProps) {
  const tenant = useTenant();
  const [isPaused, setPaused] = useState(false);
  const isInRows = useRef(false);
  const isStill = () => isPaused || isInRows.current || window.scrollY > 0;
  const { tail, state, release, lag } = useTail({ tenant, search, isStill });
  const known = useKnownAttempts(search);
  const rows = useMemo(() => withKnown(tail.rows, known), [tail.rows, known]);
  const columns = useMemo(() => tailColumns(tenant, nameOf), [tenant, nameOf]);
  const show = () => {
    release();
    window.scrollTo({ top: 0 });
  };
  const resume = () => {
    setPaused(!isPaused);
    if (isPaused) show();
  };
  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="xs" mih={32}>
        <Connection state={state} isPaused={isPaused} />
        <Group gap="xs">
          {tail.heldCount > 0 && (
            <Button size="xs" variant="light" onClick={show}>
              {count(tail.heldCount)} new
            </Button>
          )}
          <Button
            size="xs"
            variant="default"
            onClick={resume}
            leftSection={isPaused ? <IconPlayerPlay size={14} /> : <IconPlayerPause size={14} />}
          >
            {isPaused ? 'Resume' : 'Pause'}
          </Button>
        </Group>
      </Group>
      <WhatDoesNotHold search={search} />
      {lag !== null && (
        <Alert color="orange" p="xs">
          Some attempts are missing here: {lag}.
        </Alert>
      )}
      {rows.length === 0 ? (
        <Listening />
      ) : (
        <div
          onPointerEnter={({ pointerType }) => {
            isInRows.current = pointerType === 'mouse';
          }}
          onPointerLeave={() => {
            isInRows.current = false;
          }}
        >
          <RecordTable label="Attempts as they happen" columns={columns} rows={rows} rowId={rowIdOf} />
        </div>
      )}
      {rows.length === TAIL_ROWS_MAX && (
        <Text size="xs" c="dimmed">
          Only the newest {TAIL_ROWS_MAX} are kept here; the list has all.
        </Text>
      )}
    </Stack>
  );
}

const STATES: Readonly<Record<LiveState, string>> = {
  connecting: 'Connecting …',
  open: 'Live: attempts appear as they happen',
  failed: 'The connection broke off; it is taken up again without a gap',
};

function Connection({ state, isPaused }: { readonly state: LiveState; readonly isPaused: boolean }) {
  const isHeld = isPaused && state === 'open';
  return (
    <Group gap={8} role="status" wrap="nowrap">
      <span className={classes.pulse} data-state={isHeld ? 'held' : state} aria-hidden />
      <Text size="sm">{isHeld ? 'Paused: what comes is counted' : STATES[state]}</Text>
    </Group>
  );
}

function WhatDoesNotHold({ search: { from, to, within } }: { readonly search: DeliverySearch }) {
  if (from === undefined && to === undefined && within === undefined) return null;
  return (
    <Alert color="gray" p="xs">
      The time that is set above does not count here: this is what happens now.
    </Alert>
  );
}

function Listening() {
  return (
    <EmptyState icon={IconBroadcast} title="Listening …">
      <Text size="sm" c="dimmed" ta="center" maw={460}>
        Each attempt that matches the filters appears here the moment it is made.
      </Text>
    </EmptyState>
  );
}

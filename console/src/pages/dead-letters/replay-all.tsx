import { Button, Group, Modal, NumberInput, Select, Skeleton, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, ask } from '../../api/client.js';
import { asProblem } from '../../api/problem.js';
import type { BodyOf } from '../../api/types.js';
import { useTenant } from '../../app/use-session.js';
import { ErrorState } from '../../ui/error-state.js';
import { count } from '../../ui/format.js';
import { notifyDone } from '../../ui/notify.js';
import { TimeWindowFilter } from '../../ui/time-window-filter.js';
import type { TimeWindow } from '../../ui/time-window.js';
import { DEAD_LETTER_REASONS, isReason, REASONS, type DeadLetterReason } from './reasons.js';

interface ReplayAllProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** What the list is filtered by. */
  readonly reason: DeadLetterReason | undefined;
}

type Order = BodyOf<'startDeadLetterReplay'>;

const PER_SECOND = 50;
const PER_SECOND_MAX = 10_000;

/** Asks what to publish again, tells how many that are, and starts it. */
export function ReplayAll({ isOpen, onClose, reason }: ReplayAllProps) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title="Replay dead letters"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <ReplayForm initial={reason} onClose={onClose} />
    </Modal>
  );
}

interface ReplayFormProps {
  readonly initial: DeadLetterReason | undefined;
  readonly onClose: () => void;
}

function ReplayForm({ initial, onClose }: ReplayFormProps) {
  const tenant = useTenant();
  const [reason, setReason] = useState<DeadLetterReason | undefined>(initial);
  const [window, setWindow] = useState<TimeWindow>({});
  const [openedAt] = useState(() => new Date().toISOString());
  const [perSecond, setPerSecond] = useState(PER_SECOND);
  // Everything is to be named, too: it is everything until now.
  const filter = { ...(reason === undefined ? {} : { reason }), to: openedAt, ...window };
  const trial = useQuery({
    queryKey: ['dead-letter-trial', tenant, filter],
    queryFn: () => start(tenant, { ...filter, dryRun: true }),
    staleTime: 0,
    refetchOnWindowFocus: false,
  });
  const starting = useStart(tenant, onClose);
  return (
    <Stack>
      <Text size="sm">
        They are published again as they came. What is refused again becomes a new dead letter; what was
        replayed before is left out.
      </Text>
      <Select
        label="Reason"
        placeholder="Any"
        clearable
        clearButtonProps={{ 'aria-label': 'Any reason' }}
        data={DEAD_LETTER_REASONS.map((value) => ({ value, label: REASONS[value].label }))}
        value={reason ?? null}
        onChange={(chosen) => setReason(isReason(chosen) ? chosen : undefined)}
      />
      <Group gap="xs">
        <Text size="sm" fw={500}>
          Received
        </Text>
        <TimeWindowFilter
          label="Received"
          value={window}
          onChange={({ from, to }) =>
            setWindow({ ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) })
          }
        />
      </Group>
      <NumberInput
        label="At most so many a second"
        description="0: as fast as everything else allows"
        min={0}
        max={PER_SECOND_MAX}
        allowDecimal={false}
        value={perSecond}
        onChange={(value) => setPerSecond(Number(value))}
      />
      {trial.isError ? (
        <ErrorState problem={asProblem(trial.error)} onRetry={() => void trial.refetch()} />
      ) : trial.data === undefined ? (
        <Skeleton h={22} w={200} />
      ) : (
        <Text size="sm" fw={550} role="status">
          {matches(trial.data.selected)}
        </Text>
      )}
      {starting.isError && <ErrorState problem={asProblem(starting.error)} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          disabled={(trial.data?.selected ?? 0) === 0}
          loading={starting.isPending}
          onClick={() => starting.mutate({ ...filter, perSecond })}
        >
          {trial.data === undefined ? 'Replay' : `Replay ${count(trial.data.selected)}`}
        </Button>
      </Group>
    </Stack>
  );
}

const matches = (selected: number): string =>
  selected === 0
    ? 'None matches that was not replayed yet.'
    : `${count(selected)} ${selected === 1 ? 'matches' : 'match'}.`;

const start = (tenant: string, body: Order) =>
  ask(api.POST('/v1/tenants/{tenant}/dead-letters/replays', { params: { path: { tenant } }, body }));

function useStart(tenant: string, onClose: () => void) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (order: Order) => start(tenant, order),
    onSuccess: ({ id }) => {
      notifyDone('The replay has begun.');
      onClose();
      void queries.invalidateQueries({ queryKey: ['dead-letters', tenant] });
      if (id !== null) void navigate({ to: '/t/$tenant/replays/$id', params: { tenant, id } });
    },
  });
}

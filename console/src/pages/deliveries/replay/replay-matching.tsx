import { Alert, Button, Group, Modal, NumberInput, Skeleton, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, ask } from '../../../api/client.js';
import { asProblem } from '../../../api/problem.js';
import type { BodyOf } from '../../../api/types.js';
import { useTenant } from '../../../app/use-session.js';
import { ErrorState } from '../../../ui/error-state.js';
import { count, duration } from '../../../ui/format.js';
import { notifyDone } from '../../../ui/notify.js';
import type { ReplayFilter } from '../delivery-search.js';

interface ReplayMatchingProps {
  readonly filter: ReplayFilter;
  readonly onClose: () => void;
}

const PACE = 50;
const PACE_MAX = 10_000;
const SECOND_MS = 1_000;

/** Sends everything again that the list's filters select: tells how many first, then asks how fast. */
export function ReplayMatching({ filter, onClose }: ReplayMatchingProps) {
  const tenant = useTenant();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [pace, setPace] = useState<number>(PACE);
  const trial = useQuery({
    queryKey: ['replay-trial', tenant, filter],
    queryFn: () => startReplay(tenant, { ...filter, perSecond: PACE, dryRun: true }),
    gcTime: 0,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  const start = useMutation({
    mutationFn: () => startReplay(tenant, { ...filter, perSecond: pace, dryRun: false }),
    onSuccess: async ({ id, selected }) => {
      notifyDone(`${count(selected)} deliveries are being sent again`);
      await queries.invalidateQueries({ queryKey: ['replays', tenant] });
      onClose();
      if (id !== null) await navigate({ to: '/t/$tenant/replays/$id', params: { tenant, id } });
    },
  });
  const selected = trial.data?.selected;
  return (
    <Modal
      opened
      onClose={onClose}
      closeButtonProps={{ 'aria-label': 'Close' }}
      title="Replay all that match"
      centered
    >
      <Stack>
        {trial.isError ? (
          <ErrorState problem={asProblem(trial.error)} onRetry={() => void trial.refetch()} />
        ) : (
          <Selected selected={selected} status={filter.status} />
        )}
        <NumberInput
          label="At most so many a second"
          description={pace === 0 ? 'As fast as everything else allows' : paceWords(selected ?? 0, pace)}
          min={0}
          max={PACE_MAX}
          value={pace}
          onChange={(value) => setPace(Number(value) || 0)}
        />
        {start.isError && <ErrorState problem={asProblem(start.error)} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button disabled={!selected} loading={start.isPending} onClick={() => start.mutate()}>
            {selected === undefined ? 'Replay' : `Replay ${count(selected)}`}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

interface SelectedProps {
  /** Undefined: still counted. */
  readonly selected: number | undefined;
  readonly status: ReplayFilter['status'];
}

function Selected({ selected, status }: SelectedProps) {
  return (
    <Stack gap="xs">
      <Text component="div" role="status">
        {selected === undefined ? (
          <Skeleton h={24} w={220} />
        ) : (
          <>
            <strong>{count(selected)}</strong> {selected === 1 ? 'delivery matches' : 'deliveries match'}
            {selected === 0 && ': there is nothing to send again'}
          </>
        )}
      </Text>
      <Text size="sm" c="dimmed">
        Each keeps its webhook-id and gets its whole retry schedule anew, the oldest first. You can cancel
        while it runs.
      </Text>
      {status === undefined && (
        <Alert color="blue" p="xs">
          No status is chosen, so this takes what is dead or cancelled.
        </Alert>
      )}
      {status === 'delivered' && (
        <Alert color="orange" p="xs">
          These have arrived before. Receivers that do not look at the webhook-id process them twice.
        </Alert>
      )}
    </Stack>
  );
}

function paceWords(selected: number, perSecond: number): string {
  const ms = Math.ceil(selected / perSecond) * SECOND_MS;
  return selected === 0 ? '0: as fast as everything else allows' : `Takes about ${duration(ms)} at this pace`;
}

function startReplay(tenant: string, body: BodyOf<'startReplay'>) {
  return ask(api.POST('/v1/tenants/{tenant}/replays', { params: { path: { tenant } }, body }));
}

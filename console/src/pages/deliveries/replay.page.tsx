import { Alert, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconHourglass, IconPlayerStop } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { createLazyRoute } from '@tanstack/react-router';
import { useCallback } from 'react';
import { api, ask } from '../../api/client.js';
import { asProblem } from '../../api/problem.js';
import { useSubscriptionNames } from '../../api/subscription-names.js';
import type { Replay } from '../../api/types.js';
import { useMay } from '../../app/use-session.js';
import { confirm } from '../../ui/confirm.js';
import { ErrorState } from '../../ui/error-state.js';
import { count, duration } from '../../ui/format.js';
import { Instant } from '../../ui/instant.js';
import { notifyDone, notifyProblem } from '../../ui/notify.js';
import { PageHeader } from '../../ui/page-header.js';
import { FilterSummary } from './replay/filter-summary.js';
import { ReplayBar } from './replay/replay-bar.js';
import { ReplayFateCard } from './replay/replay-fate-card.js';
import { ReplayFigures } from './replay/replay-figures.js';
import { ReplayState } from './replay/replay-state.js';
import { progressWords, replayTitle } from './replay/replay-words.js';
import { StartedBy } from './replay/started-by.js';

export const Route = createLazyRoute('/t/$tenant/replays/$id')({ component: ReplayPage });

const RUNNING_MS = 1_000;

function ReplayPage() {
  const { tenant, id } = Route.useParams();
  const { data, error, refetch } = useQuery({
    queryKey: ['replay', tenant, id],
    queryFn: ({ signal }) =>
      ask(api.GET('/v1/tenants/{tenant}/replays/{id}', { params: { path: { tenant, id } }, signal })),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? RUNNING_MS : false),
  });
  const back = { link: { to: '/t/$tenant/replays', params: { tenant } }, label: 'Replays' } as const;
  return (
    <>
      <PageHeader
        title={data === undefined ? 'Replay' : replayTitle(data)}
        badge={data !== undefined && <ReplayState state={data.state} />}
        back={back}
        actions={data?.state === 'running' && <CancelButton replay={data} />}
      />
      {data !== undefined && <Progressing replay={data} />}
      {data === undefined && error === null && <Skeleton h={260} aria-busy="true" />}
      {data === undefined && error !== null && (
        <ErrorState problem={asProblem(error)} onRetry={() => void refetch()} />
      )}
    </>
  );
}

function Progressing({ replay }: { readonly replay: Replay }) {
  const { tenant } = Route.useParams();
  const names = useSubscriptionNames(tenant);
  const nameOf = useCallback((id: string) => names.get(id) ?? id, [names]);
  const { state, waiting, detail, perSecond, startedBy, createdAt, endedAt } = replay;
  const lasted = endedAt === null ? null : Date.parse(endedAt) - Date.parse(createdAt);
  return (
    <Stack gap="lg">
      <Stack gap={6}>
        <ReplayBar replay={replay} />
        <Group justify="space-between" gap="xs">
          <Text size="sm" role="status">
            {progressWords(replay)}
          </Text>
          <Text size="sm" c="dimmed">
            {perSecond === 0 ? 'as fast as possible' : `at most ${count(perSecond)} a second`}
          </Text>
        </Group>
      </Stack>
      {state === 'running' && waiting !== null && (
        <Alert color="blue" icon={<IconHourglass size={18} />} title="It waits at the moment">
          {waiting}
        </Alert>
      )}
      {detail !== null && (
        <Alert color="red" title="It failed as a whole">
          {detail}
        </Alert>
      )}
      <ReplayFigures replay={replay} />
      {replay.kind === 'deliveries' && replay.replayed > 0 && <ReplayFateCard replay={replay} />}
      <Stack gap={4}>
        <FilterSummary filter={replay.filter} nameOf={nameOf} />
        <Text size="sm" c="dimmed" component="div">
          Started <Instant at={createdAt} /> by <StartedBy id={startedBy} />
          {lasted !== null && `, took ${duration(lasted)}`}
        </Text>
      </Stack>
    </Stack>
  );
}

function CancelButton({ replay }: { readonly replay: Replay }) {
  const { tenant, id } = Route.useParams();
  const queries = useQueryClient();
  const mayReplay = useMay('replay');
  const cancel = useMutation({
    mutationFn: () =>
      ask(api.POST('/v1/tenants/{tenant}/replays/{id}/cancel', { params: { path: { tenant, id } } })),
    onSuccess: (cancelled) => {
      queries.setQueryData(['replay', tenant, id], cancelled);
      notifyDone('The replay is cancelled');
    },
    onError: notifyProblem,
  });
  if (!mayReplay) return null;
  const left = replay.selected - replay.replayed - replay.skipped - replay.failed;
  const askFirst = () =>
    confirm({
      title: 'Cancel this replay?',
      text: `What was sent stays sent; ${count(left)} are left and will not be sent.`,
      confirm: 'Cancel the replay',
      onConfirm: () => cancel.mutate(),
    });
  return (
    <Button
      color="red"
      variant="light"
      leftSection={<IconPlayerStop size={16} />}
      loading={cancel.isPending}
      onClick={askFirst}
    >
      Cancel the replay
    </Button>
  );
}

import { Alert, Button, Group, SegmentedControl, Skeleton, Stack, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ask } from '../../../api/client.js';
import { asProblem } from '../../../api/problem.js';
import { useMay, useTenant } from '../../../app/use-session.js';
import { isSpan, joined, SPANS, type Backtest, type Span } from './backtest.js';
import { BacktestAnswer } from './backtest-answer.js';
import { askedSubscription, gapsOf, type AskedSubscription, type CheckedSubscription } from './draft.js';
import { DraftProblem, NotYet } from './draft-problem.js';

type BacktestPanelProps = CheckedSubscription;

interface Asked {
  readonly subscription: AskedSubscription;
  readonly span: Span;
  /** What was counted already: what lies before it is asked for. */
  readonly later: Backtest | null;
}

const SAMPLES = 10;

/** Counts the stored events that a subscription would have fired on. */
export function BacktestPanel(checked: BacktestPanelProps) {
  const mayTest = useMay('configure');
  return mayTest ? <BacktestOf checked={checked} /> : null;
}

function BacktestOf({ checked }: { readonly checked: CheckedSubscription }) {
  const [span, setSpan] = useState<Span>('week');
  const backtest = useBacktest();
  const { missing } = gapsOf(checked);
  const subscription = askedSubscription(checked);
  const count = (later: Backtest | null) => backtest.mutate({ subscription, span, later });
  const { variables: asked } = backtest;
  const isOutdated =
    asked !== undefined &&
    (asked.span !== span || JSON.stringify(asked.subscription) !== JSON.stringify(subscription));
  if (missing.length > 0) return <NotYet>{missing.join(' ')}</NotYet>;
  return (
    <Stack gap="sm">
      <Group gap="xs">
        <SegmentedControl
          size="xs"
          aria-label="How far back"
          data={Object.entries(SPANS).map(([value, { label }]) => ({ value, label }))}
          value={span}
          onChange={(next) => {
            if (isSpan(next)) setSpan(next);
          }}
        />
        <Button
          size="xs"
          leftSection={<IconHistory size={15} aria-hidden />}
          onClick={() => count(null)}
          loading={backtest.isPending}
          variant={asked === undefined || isOutdated ? 'filled' : 'default'}
        >
          {asked === undefined ? 'Count the events' : 'Count again'}
        </Button>
      </Group>
      {asked === undefined && (
        <Text size="sm" c="dimmed">
          How often would it have fired? The stored events are gone through; nothing is sent.
        </Text>
      )}
      {backtest.isPending && <Skeleton h={180} />}
      {backtest.error !== null && (
        <DraftProblem problem={asProblem(backtest.error)} onRetry={() => count(null)} />
      )}
      {backtest.data !== undefined && asked !== undefined && (
        <>
          {isOutdated && (
            <Alert color="yellow" p="xs" role="status">
              This was counted before the last change. Count again.
            </Alert>
          )}
          <BacktestAnswer
            answer={backtest.data}
            span={asked.span}
            onGoOn={isOutdated ? undefined : () => count(backtest.data)}
          />
        </>
      )}
    </Stack>
  );
}

function useBacktest() {
  const tenant = useTenant();
  return useMutation({
    mutationFn: async ({ subscription, span, later }: Asked): Promise<Backtest> => {
      const from = later?.from ?? new Date(Date.now() - SPANS[span].ms).toISOString();
      const to = later === null ? {} : { to: later.scannedFrom };
      const answer = await ask(
        api.POST('/v1/tenants/{tenant}/subscriptions/backtest', {
          params: { path: { tenant } },
          body: { ...subscription, from, samples: SAMPLES, ...to },
        }),
      );
      return later === null ? answer : joined(later, answer);
    },
  });
}

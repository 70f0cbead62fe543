import { SegmentedControl, Skeleton, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ask } from '../../../api/client.js';
import { asProblem } from '../../../api/problem.js';
import type { BodyOf } from '../../../api/types.js';
import { useMay, useTenant } from '../../../app/use-session.js';
import { subscriptionQuery } from '../detail/use-detail.js';
import { askedSubscription, gapsOf, type CheckedSubscription } from './draft.js';
import { DraftProblem, NotYet } from './draft-problem.js';
import { FIRST_EVENT, OwnEvent } from './own-event.js';
import { PreviewAnswer } from './preview-answer.js';
import { useRecentEvents } from './recent.js';
import { RecentEvents } from './recent-events.js';
import { SampleEvent } from './sample-event.js';

type PreviewPanelProps = CheckedSubscription;

type AskedEvent = Pick<BodyOf<'previewSubscription'>, 'event' | 'eventId'>;
type Source = 'recent' | 'sample' | 'own';

const SOURCES: readonly { readonly value: Source; readonly label: string }[] = [
  { value: 'recent', label: 'Recent event' },
  { value: 'sample', label: 'Sample' },
  { value: 'own', label: 'Own JSON' },
];
const TYPING_MS = 300;
const KEPT_MS = 60_000;

/** What a subscription would make of an event: whether it fires and why, and the exact requests. Sends nothing. */
export function PreviewPanel(checked: PreviewPanelProps) {
  const mayPreview = useMay('configure');
  return mayPreview ? <Preview checked={checked} /> : null;
}

function Preview({ checked }: { readonly checked: CheckedSubscription }) {
  const selectors = useSelectors(checked);
  const recent = useRecentEvents(selectors);
  const [chosen, setSource] = useState<Source | null>(null);
  const [sample, setSample] = useState<AskedEvent | null>(null);
  const [ownText, setOwnText] = useState(FIRST_EVENT);
  const [own, setOwn] = useState<AskedEvent | null>(null);
  const source = chosen ?? (recent.isNone ? 'sample' : 'recent');
  const stored = recent.selected === null ? null : { eventId: recent.selected };
  const event = { recent: stored, sample, own }[source];
  const { missing, assumed } = gapsOf(checked);
  return (
    <Stack gap="sm">
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label="Which event it is tried with"
        data={[...SOURCES]}
        value={source}
        onChange={setSource}
      />
      {source === 'recent' && <RecentEvents recent={recent} />}
      {source === 'sample' && <SampleEvent selectors={selectors} onEvent={setSample} />}
      {source === 'own' && <OwnEvent text={ownText} onText={setOwnText} onEvent={setOwn} />}
      {missing.length > 0 ? (
        <NotYet>{missing.join(' ')}</NotYet>
      ) : (
        event !== null && <Outcome checked={checked} event={event} assumed={assumed} />
      )}
    </Stack>
  );
}

const NO_SELECTORS: readonly string[] = [];

/** What the subscription selects; nothing until it is known. */
function useSelectors({ draft, subscriptionId }: CheckedSubscription): readonly string[] {
  const tenant = useTenant();
  const isStored = subscriptionId !== undefined;
  const { data } = useQuery({ ...subscriptionQuery(tenant, subscriptionId ?? ''), enabled: isStored });
  return draft?.events ?? data?.events ?? NO_SELECTORS;
}

interface OutcomeProps {
  readonly checked: CheckedSubscription;
  readonly event: AskedEvent;
  readonly assumed: readonly string[];
}

function Outcome({ checked, event, assumed }: OutcomeProps) {
  const tenant = useTenant();
  const [body] = useDebouncedValue(JSON.stringify({ ...askedSubscription(checked), ...event }), TYPING_MS);
  const preview = useQuery({
    queryKey: ['preview', tenant, body],
    queryFn: ({ signal }) => {
      const asked: BodyOf<'previewSubscription'> = JSON.parse(body);
      const params = { path: { tenant } };
      return ask(api.POST('/v1/tenants/{tenant}/subscriptions/preview', { params, body: asked, signal }));
    },
    placeholderData: keepPreviousData,
    gcTime: KEPT_MS,
    refetchOnWindowFocus: false,
  });
  if (preview.error !== null)
    return <DraftProblem problem={asProblem(preview.error)} onRetry={() => void preview.refetch()} />;
  if (preview.data === undefined) return <Skeleton h={260} />;
  return (
    <Stack gap="sm" aria-busy={preview.isPlaceholderData} opacity={preview.isPlaceholderData ? 0.6 : 1}>
      <PreviewAnswer answer={preview.data} />
      {assumed.map((text) => (
        <Text key={text} size="xs" c="dimmed">
          {text}
        </Text>
      ))}
    </Stack>
  );
}

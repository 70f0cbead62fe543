import { Alert, Anchor, Badge, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconMapOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { createLazyRoute, Link, useParams } from '@tanstack/react-router';
import { api, ask } from '../../api/client.js';
import { asProblem, type ProblemError } from '../../api/problem.js';
import type { DeadLetter } from '../../api/types.js';
import { useMay, useTenant } from '../../app/use-session.js';
import { CodeBlock } from '../../ui/code-block.js';
import { CopyButton } from '../../ui/copy-button.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { byteSize } from '../../ui/format.js';
import { Instant } from '../../ui/instant.js';
import { PageHeader } from '../../ui/page-header.js';
import { FixAndReplay } from './fix-and-replay.js';
import { REASONS } from './reasons.js';

export const Route = createLazyRoute('/t/$tenant/dead-letters/$id')({ component: DeadLetterPage });

const NOT_FOUND = 404;

/** One thing that could not be accepted: why, and how to put it right. */
function DeadLetterPage() {
  const tenant = useTenant();
  const { id } = useParams({ from: '/t/$tenant/dead-letters/$id' });
  const letter = useQuery({
    queryKey: ['dead-letter', tenant, id],
    queryFn: ({ signal }) =>
      ask(api.GET('/v1/tenants/{tenant}/dead-letters/{id}', { params: { path: { tenant, id } }, signal })),
  });
  return (
    <>
      <PageHeader
        title={letter.data === undefined ? 'Dead letter' : REASONS[letter.data.reason].label}
        badge={letter.data !== undefined && letter.data.replayedAt !== null && <Replayed />}
        back={{ link: { to: '/t/$tenant/dead-letters', params: { tenant } }, label: 'Dead letters' }}
        description={letter.data !== undefined && <Facts letter={letter.data} />}
      />
      {letter.data !== undefined ? (
        <Letter key={id} letter={letter.data} />
      ) : letter.isError ? (
        <Missing problem={asProblem(letter.error)} onRetry={() => void letter.refetch()} />
      ) : (
        <Stack role="status" aria-label="Loading">
          <Skeleton h={110} />
          <Skeleton h={360} />
        </Stack>
      )}
    </>
  );
}

const Replayed = () => (
  <Badge variant="light" color="green" tt="none">
    replayed
  </Badge>
);

function Facts({ letter: { id, subject, receivedAt, replayedAt, replayOf } }: LetterProps) {
  const tenant = useTenant();
  return (
    <Group gap="4px 16px">
      <Group gap={2} wrap="nowrap" miw={0}>
        <Text span size="sm" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
          {subject}
        </Text>
        <CopyButton value={id} what="the dead letter's id" />
      </Group>
      <span>
        Received: <Instant at={receivedAt} />
      </span>
      {replayedAt !== null && (
        <span>
          Replayed: <Instant at={replayedAt} />
        </span>
      )}
      {replayOf !== null && (
        <Anchor
          size="sm"
          renderRoot={(props) => (
            <Link to="/t/$tenant/dead-letters/$id" params={{ tenant, id: replayOf }} {...props} />
          )}
        >
          It came of a replay of this one
        </Anchor>
      )}
    </Group>
  );
}

interface LetterProps {
  readonly letter: DeadLetter;
}

function Letter({ letter }: LetterProps) {
  const mayReplay = useMay('replay');
  return (
    <Stack gap="lg">
      {letter.replayedAt === null ? (
        <Refused letter={letter} isMarked={mayReplay} />
      ) : (
        <Done letter={letter} at={letter.replayedAt} />
      )}
      {letter.truncatedFrom !== null && (
        <Alert color="yellow" title={`Only the beginning of its ${byteSize(letter.truncatedFrom)} was kept`}>
          It cannot be replayed as it came. Write a whole event below, or publish the original once more.
        </Alert>
      )}
      {mayReplay ? (
        <FixAndReplay letter={letter} />
      ) : (
        <CodeBlock title="Payload" language="json" code={letter.payload} canPrettify />
      )}
    </Stack>
  );
}

/** Why it could not be accepted. Where the payload can be corrected, its editor marks what is wrong: it is not said twice. */
function Refused({ letter, isMarked }: LetterProps & { readonly isMarked: boolean }) {
  const { meaning, remedy } = REASONS[letter.reason];
  return (
    <Alert color="red" icon={<IconAlertTriangle size={18} />} title={meaning}>
      <Stack gap={4}>
        {!isMarked && <Detail letter={letter} />}
        <Text size="sm">{remedy}</Text>
      </Stack>
    </Alert>
  );
}

function Detail({ letter: { pointer, detail } }: LetterProps) {
  return (
    <Text size="sm">
      {detail}
      {pointer !== null && pointer !== '' && (
        <>
          {' '}
          At <code>{pointer}</code>
        </>
      )}
    </Text>
  );
}

function Done({ letter, at }: LetterProps & { readonly at: string }) {
  return (
    <Alert
      color="green"
      icon={<IconCheck size={18} />}
      title={
        <>
          It was replayed: <Instant at={at} full />
        </>
      }
    >
      <Stack gap={4}>
        <Text size="sm">
          There is nothing left to do here. If the replay was refused, a new dead letter names this one.
        </Text>
        <Text size="sm" c="dimmed">
          What was wrong with it:
        </Text>
        <Detail letter={letter} />
      </Stack>
    </Alert>
  );
}

function Missing({ problem, onRetry }: { readonly problem: ProblemError; readonly onRetry: () => void }) {
  const tenant = useTenant();
  if (problem.status !== NOT_FOUND) return <ErrorState problem={problem} onRetry={onRetry} />;
  return (
    <EmptyState icon={IconMapOff} title="There is no such dead letter">
      <p>It may be older than what the log keeps.</p>
      <Anchor renderRoot={(props) => <Link to="/t/$tenant/dead-letters" params={{ tenant }} {...props} />}>
        All dead letters
      </Anchor>
    </EmptyState>
  );
}

import { Anchor, Badge, Button, Select, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFilterOff, IconMailCheck, IconPlayerTrackNext } from '@tabler/icons-react';
import { createLazyRoute, Link, useNavigate, useSearch } from '@tanstack/react-router';
import { api, ask } from '../../api/client.js';
import { usePages } from '../../api/pages.js';
import { asProblem } from '../../api/problem.js';
import type { DeadLetter } from '../../api/types.js';
import { useMay, useTenant } from '../../app/use-session.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { Instant } from '../../ui/instant.js';
import { PageHeader } from '../../ui/page-header.js';
import { RecordTable, type Column } from '../../ui/record-table.js';
import { DEAD_LETTER_REASONS, isReason, REASONS, typeOfSubject, type DeadLetterReason } from './reasons.js';
import { ReplayAll } from './replay-all.js';

export const Route = createLazyRoute('/t/$tenant/dead-letters')({ component: DeadLettersPage });

const FROM = '/t/$tenant/dead-letters';
const REFRESH_MS = 10_000;

/** What could not be accepted, and why. */
function DeadLettersPage() {
  const tenant = useTenant();
  const { reason } = useSearch({ from: FROM });
  const navigate = useNavigate({ from: FROM });
  const mayReplay = useMay('replay');
  const [isOpen, { open, close }] = useDisclosure(false);
  const { query, rows, more } = usePages({
    key: ['dead-letters', tenant, reason ?? null],
    load: (cursor, signal) => {
      const asked = {
        ...(reason === undefined ? {} : { reason }),
        ...(cursor === undefined ? {} : { cursor }),
      };
      const params = { path: { tenant }, query: asked };
      return ask(api.GET('/v1/tenants/{tenant}/dead-letters', { params, signal }));
    },
    refreshMs: REFRESH_MS,
  });
  const choose = (chosen: string | null) =>
    void navigate({ search: isReason(chosen) ? { reason: chosen } : {}, replace: true });
  const hasSome = rows !== undefined && rows.length > 0;
  return (
    <>
      <PageHeader
        title="Dead letters"
        description="Events that came over NATS, or were refused later, and could not be accepted. Nothing of them is lost: correct and replay them."
        actions={
          mayReplay &&
          hasSome && (
            <Button variant="default" leftSection={<IconPlayerTrackNext size={16} />} onClick={open}>
              Replay all that match …
            </Button>
          )
        }
      />
      <Select
        size="xs"
        w={220}
        mb="md"
        aria-label="Reason"
        placeholder="Any reason"
        clearable
        clearButtonProps={{ 'aria-label': 'Any reason' }}
        data={DEAD_LETTER_REASONS.map((value) => ({ value, label: REASONS[value].label }))}
        value={reason ?? null}
        onChange={choose}
      />
      {query.isError && rows === undefined ? (
        <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      ) : rows?.length === 0 ? (
        <NoDeadLetters reason={reason} onClear={() => choose(null)} />
      ) : (
        <RecordTable label="Dead letters" columns={COLUMNS} rows={rows} rowId={({ id }) => id} more={more} />
      )}
      {mayReplay && <ReplayAll isOpen={isOpen} onClose={close} reason={reason} />}
    </>
  );
}

interface NoDeadLettersProps {
  readonly reason: DeadLetterReason | undefined;
  readonly onClear: () => void;
}

function NoDeadLetters({ reason, onClear }: NoDeadLettersProps) {
  if (reason === undefined)
    return (
      <EmptyState icon={IconMailCheck} title="Everything that came could be accepted">
        <p>
          What comes over NATS and is malformed or names an unknown type would be kept here, with the reason
          and a way to fix it. Whoever publishes over HTTP is told at once, with a 4xx answer: nothing of that
          is kept.
        </p>
      </EmptyState>
    );
  return (
    <EmptyState
      icon={IconFilterOff}
      title={`Nothing was refused as “${REASONS[reason].label.toLowerCase()}”`}
    >
      <Button variant="default" onClick={onClear}>
        Show any reason
      </Button>
    </EmptyState>
  );
}

const COLUMNS: readonly Column<DeadLetter>[] = [
  {
    key: 'reason',
    header: 'Reason',
    width: 'minmax(0, 1fr)',
    cell: (letter) => <LetterLink letter={letter} />,
  },
  {
    key: 'detail',
    header: 'What is wrong',
    width: 'minmax(0, 2.4fr)',
    hiddenBelow: 'phone',
    cell: ({ detail }) => (
      <Text size="sm" lineClamp={2} title={detail}>
        {detail}
      </Text>
    ),
  },
  {
    key: 'received',
    header: 'Received',
    width: '110px',
    cell: ({ receivedAt }) => <Instant at={receivedAt} />,
  },
  {
    key: 'state',
    header: 'State',
    width: '100px',
    hiddenBelow: 'tablet',
    cell: (letter) => <ReplayState letter={letter} />,
  },
];

function LetterLink({ letter: { id, reason, subject } }: { readonly letter: DeadLetter }) {
  const tenant = useTenant();
  return (
    <>
      <Anchor
        size="sm"
        fw={550}
        truncate
        display="block"
        renderRoot={(props) => <Link to="/t/$tenant/dead-letters/$id" params={{ tenant, id }} {...props} />}
      >
        {REASONS[reason].label}
      </Anchor>
      <Text size="xs" c="dimmed" truncate title={subject}>
        {typeOfSubject(subject) ?? subject}
      </Text>
    </>
  );
}

function ReplayState({ letter: { replayedAt, replayOf } }: { readonly letter: DeadLetter }) {
  if (replayedAt !== null)
    return (
      <Badge variant="light" color="green" tt="none">
        replayed
      </Badge>
    );
  return (
    <Badge variant="light" color={replayOf === null ? 'gray' : 'orange'} tt="none">
      {replayOf === null ? 'open' : 'came back'}
    </Badge>
  );
}

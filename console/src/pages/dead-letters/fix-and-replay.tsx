import { Alert, Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { api, ask } from '../../api/client.js';
import { asProblem } from '../../api/problem.js';
import type { DeadLetter } from '../../api/types.js';
import { useTenant } from '../../app/use-session.js';
import { confirm } from '../../ui/confirm.js';
import { ErrorState } from '../../ui/error-state.js';
import { JsonEditor } from '../../ui/json-editor.js';
import { changedNumbers } from '../../ui/json-text.js';
import { editable, eventIdIn, eventIn, faultOf, faultsOfEvent } from './mend.js';

/** Replays a dead letter: as it came, or as it is corrected here. */
export function FixAndReplay({ letter }: { readonly letter: DeadLetter }) {
  const original = useMemo(() => editable(letter.payload), [letter.payload]);
  const [text, setText] = useState(original);
  const replaying = useReplay(letter);
  const problem = replaying.isError ? asProblem(replaying.error) : null;
  const isChanged = text !== original;
  const faults = useMemo(() => {
    if (problem !== null) return faultsOfEvent(problem.faults);
    return isChanged || letter.replayedAt !== null ? [] : [faultOf(letter)];
  }, [problem, isChanged, letter]);
  const event = eventIn(text);
  const again = () => replaying.mutate({ event: null, published: letter.payload });
  return (
    <Stack gap="sm" component="section" aria-labelledby="payload">
      <Group justify="space-between">
        <Title order={2} size="h4" id="payload">
          {letter.replayedAt === null ? 'Fix and replay' : 'What came'}
        </Title>
        {isChanged && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            onClick={() => {
              setText(original);
              replaying.reset();
            }}
          >
            Back to what came
          </Button>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        {letter.replayedAt === null
          ? 'What came, ready to be corrected.'
          : 'It can be corrected and replayed once more.'}{' '}
        It has to become a whole CloudEvent; what is wrong with it is said before it is published.
      </Text>
      <JsonEditor
        label="Payload"
        value={text}
        onChange={(next) => {
          setText(next);
          replaying.reset();
        }}
        faults={faults}
        rows={rowsOf(original)}
      />
      {isChanged && <ChangedNumbers text={text} />}
      {problem !== null && problem.faults.length === 0 && <ErrorState problem={problem} />}
      {replaying.isSuccess && <Outcome letter={letter} published={replaying.variables.published} />}
      <Group>
        <Button
          disabled={!isChanged || event === null || replaying.isSuccess}
          loading={replaying.isPending}
          onClick={() => replaying.mutate({ event, published: text })}
        >
          Replay the corrected event
        </Button>
        {letter.truncatedFrom === null && (
          <Button
            variant="default"
            disabled={isChanged || replaying.isPending || replaying.isSuccess}
            onClick={letter.replayedAt === null ? again : () => askAgain(again)}
          >
            Replay as it came
          </Button>
        )}
      </Group>
    </Stack>
  );
}

/** A corrected event is read as JSON, which has no room for them: nobody is to find that out afterwards. */
function ChangedNumbers({ text }: { readonly text: string }) {
  const numbers = useMemo(() => changedNumbers(text), [text]);
  if (numbers.length === 0) return null;
  return (
    <Alert color="orange" title="Numbers here lose digits when the corrected event is replayed">
      {numbers.join(', ')}. Write them as text, or publish the event once more from where it came.
    </Alert>
  );
}

const ROWS_MIN = 12;
const ROWS_MAX = 24;
const rowsOf = (text: string): number =>
  Math.min(ROWS_MAX, Math.max(ROWS_MIN, text.split('\n', ROWS_MAX).length + 1));

function askAgain(onConfirm: () => void): void {
  confirm({
    title: 'Replay it once more?',
    text: 'It was replayed before. An event whose id was accepted then makes no second delivery.',
    confirm: 'Replay',
    isDangerous: false,
    onConfirm,
  });
}

interface ReplayOrder {
  /** Null: as it came. */
  readonly event: Readonly<Record<string, unknown>> | null;
  /** What is published, as text. */
  readonly published: string;
}

function useReplay({ id }: DeadLetter) {
  const tenant = useTenant();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ event }: ReplayOrder) =>
      ask(
        api.POST('/v1/tenants/{tenant}/dead-letters/{id}/replay', {
          params: { path: { tenant, id } },
          body: event === null ? {} : { event: { ...event } },
        }),
      ),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['dead-letters', tenant] });
      void queries.invalidateQueries({ queryKey: ['dead-letter', tenant, id] });
      void queries.invalidateQueries({ queryKey: ['events', tenant] });
    },
  });
}

function Outcome({ letter, published }: { readonly letter: DeadLetter; readonly published: string }) {
  const tenant = useTenant();
  const eventId = eventIdIn(published);
  const isAsItCame = published === letter.payload;
  return (
    <Alert color="green" icon={<IconCheck size={18} />} title="It is published again" role="status">
      {isAsItCame && (
        <Text size="sm">
          If it is refused once more, it comes back as a new dead letter that names this one.
        </Text>
      )}
      {eventId !== null && (
        <Anchor
          size="sm"
          renderRoot={(props) => (
            <Link to="/t/$tenant/events/$id" params={{ tenant, id: eventId }} {...props} />
          )}
        >
          See what the event leads to
        </Anchor>
      )}
    </Alert>
  );
}

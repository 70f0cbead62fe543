import { Button, Group, List, Modal, Progress, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { asProblem, type ProblemError } from '../../../api/problem.js';
import { useTenant } from '../../../app/use-session.js';
import { count } from '../../../ui/format.js';
import { replayDelivery } from './replay-delivery.js';

interface Refused {
  readonly id: string;
  readonly problem: ProblemError;
}
interface Done {
  readonly sent: number;
  readonly refused: readonly Refused[];
}

interface ReplayEachProps {
  readonly ids: readonly string[];
  readonly onClose: () => void;
}

/** Sends ticked deliveries again, one after the other, and says which of them could not be. */
export function ReplayEach({ ids, onClose }: ReplayEachProps) {
  const { sent, refused } = useReplays(ids);
  const done = sent + refused.length;
  const isOver = done === ids.length;
  const tenant = useTenant();
  return (
    <Modal opened onClose={onClose} title={isOver ? 'Replayed' : 'Replaying …'} centered size="lg">
      <Stack>
        <Progress.Root size="lg">
          <Progress.Section value={(100 * sent) / ids.length} color="green" aria-label="Sent again" />
          <Progress.Section value={(100 * refused.length) / ids.length} color="orange" aria-label="Refused" />
        </Progress.Root>
        <Text size="sm" role="status">
          {count(sent)} of {count(ids.length)} {ids.length === 1 ? 'is' : 'are'} on their way again
          {refused.length > 0 && `, ${count(refused.length)} could not be sent`}.
        </Text>
        {refused.length > 0 && (
          <List size="sm" spacing="xs">
            {refused.map(({ id, problem }) => (
              <List.Item key={id}>
                <Link to="/t/$tenant/deliveries/$id" params={{ tenant, id }}>
                  {id}
                </Link>
                : {problem.detail || problem.title}
              </List.Item>
            ))}
          </List>
        )}
        <Group justify="flex-end">
          <Button onClick={onClose}>{isOver ? 'Close' : 'Stop here'}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** Begins when it is shown; ends early when it is not shown any more. */
function useReplays(ids: readonly string[]): Done {
  const tenant = useTenant();
  const queries = useQueryClient();
  const [done, setDone] = useState<Done>({ sent: 0, refused: [] });
  useEffect(() => {
    const ending = new AbortController();
    const run = async () => {
      for (const id of ids) {
        if (ending.signal.aborted) break;
        const problem = await replayDelivery(tenant, id).then(
          () => null,
          (error: unknown) => asProblem(error),
        );
        setDone(({ sent, refused }) =>
          problem === null ? { sent: sent + 1, refused } : { sent, refused: [...refused, { id, problem }] },
        );
      }
      await queries.invalidateQueries({ queryKey: ['deliveries', tenant] });
    };
    void run();
    return () => ending.abort();
    // Once for what was ticked when it began.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  return done;
}

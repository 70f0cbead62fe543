import { Button, Group, List, Modal, Progress, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTenant } from '../../../app/use-session.js';
import { count } from '../../../ui/format.js';
import type { EachReplayed } from './use-replay-each.js';

interface ReplayEachProps {
  readonly progress: EachReplayed;
  readonly onClose: () => void;
}

/** How far ticked deliveries are that are sent again, and which of them could not be. */
export function ReplayEach({ progress, onClose }: ReplayEachProps) {
  const { total, sent, refused, isOver } = progress;
  const tenant = useTenant();
  return (
    <Modal
      opened
      onClose={onClose}
      closeButtonProps={{ 'aria-label': 'Close' }}
      title={isOver ? 'Replayed' : 'Replaying …'}
      centered
      size="lg"
    >
      <Stack>
        <Progress.Root size="lg">
          <Progress.Section value={(100 * sent) / total} color="green" aria-label="Sent again" />
          <Progress.Section value={(100 * refused.length) / total} color="orange" aria-label="Refused" />
        </Progress.Root>
        <Text size="sm" role="status">
          {count(sent)} of {count(total)} {sent === 1 ? 'is' : 'are'} on the way again
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

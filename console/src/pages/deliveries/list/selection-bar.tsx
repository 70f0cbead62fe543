import { Button, Group, Paper, Text } from '@mantine/core';
import { IconRepeat } from '@tabler/icons-react';
import { count } from '../../../ui/format.js';
import { ReplayEach } from '../replay/replay-each.js';
import { useReplayEach } from '../replay/use-replay-each.js';
import classes from './list.module.css';

/** More are replayed by their filters, at a pace and with progress. */
const TICKED_MAX = 200;

interface SelectionBarProps {
  readonly ids: ReadonlySet<string>;
  readonly onClear: () => void;
}

/** What can be done with the ticked rows. */
export function SelectionBar({ ids, onClear }: SelectionBarProps) {
  const { progress, start, close } = useReplayEach();
  const isTooMany = ids.size > TICKED_MAX;
  const finish = () => {
    close();
    onClear();
  };
  return (
    <>
      {progress !== null && <ReplayEach progress={progress} onClose={finish} />}
      {ids.size > 0 && (
        <Paper
          className={classes.bar}
          shadow="lg"
          withBorder
          p="xs"
          role="region"
          aria-label="Selected deliveries"
        >
          <Group gap="sm">
            <Text size="sm" fw={550}>
              {isTooMany
                ? `${count(ids.size)} selected: at most ${TICKED_MAX} at once, use “Replay all that match”`
                : `${count(ids.size)} selected`}
            </Text>
            {!isTooMany && (
              <Button size="xs" leftSection={<IconRepeat size={15} />} onClick={() => void start([...ids])}>
                Replay {ids.size === 1 ? 'it' : `these ${count(ids.size)}`}
              </Button>
            )}
            <Button size="xs" variant="subtle" color="gray" onClick={onClear}>
              Clear
            </Button>
          </Group>
        </Paper>
      )}
    </>
  );
}

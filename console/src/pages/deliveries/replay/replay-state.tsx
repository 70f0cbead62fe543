import { Badge } from '@mantine/core';
import type { Replay } from '../../../api/types.js';

const COLOURS: Readonly<Record<Replay['state'], string>> = {
  running: 'blue',
  done: 'green',
  cancelled: 'gray',
  failed: 'red',
};

/** How a replay stands: a word, its colour only helps. */
export function ReplayState({ state }: { readonly state: Replay['state'] }) {
  return (
    <Badge color={COLOURS[state]} variant="light" tt="none" fw={600}>
      {state}
    </Badge>
  );
}

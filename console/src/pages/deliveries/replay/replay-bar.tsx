import { Progress } from '@mantine/core';
import type { Replay } from '../../../api/types.js';
import { progressWords, shares } from './replay-words.js';

/** How far a replay is: sent, skipped and failed beside each other. */
export function ReplayBar({ replay, size = 'xl' }: { readonly replay: Replay; readonly size?: 'sm' | 'xl' }) {
  const { replayed, skipped, failed } = shares(replay);
  return (
    <Progress.Root size={size} role="group" aria-label={progressWords(replay)}>
      <Progress.Section
        value={replayed}
        color="green"
        animated={replay.state === 'running'}
        aria-label="Sent again"
      />
      <Progress.Section value={skipped} color="gray" aria-label="Skipped" />
      <Progress.Section value={failed} color="red" aria-label="Failed" />
    </Progress.Root>
  );
}

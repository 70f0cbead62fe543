import { Alert, Button, Group, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';

interface ConflictNoticeProps {
  readonly onKeep: () => void;
  readonly onDiscard: () => void;
}

/** Somebody else has saved the subscription since it was loaded: nothing was saved, nothing is lost. */
export function ConflictNotice({ onKeep, onDiscard }: ConflictNoticeProps) {
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => {
    notice.current?.scrollIntoView({ block: 'center' });
  }, []);
  return (
    <Alert
      ref={notice}
      color="yellow"
      title="Somebody else has changed this subscription meanwhile"
      role="alert"
    >
      <Text size="sm" mb="sm">
        Nothing was saved. Load the newest with your changes on top of it, look it through, and save again.
      </Text>
      <Group gap="xs">
        <Button size="xs" onClick={onKeep}>
          Load the newest, keep my changes
        </Button>
        <Button size="xs" variant="default" onClick={onDiscard}>
          Load the newest, discard my changes
        </Button>
      </Group>
    </Alert>
  );
}

/** After the newest was loaded: where both have changed the same. */
export function MergedNotice({ conflicts }: { readonly conflicts: readonly string[] }) {
  return (
    <Alert color="blue" title="The newest is loaded, with your changes on top" role="status">
      <Text size="sm">
        {conflicts.length === 0
          ? 'You have changed different things. Save when you are content with it.'
          : `Both of you have changed: ${conflicts.join(', ')}. Your own is shown there, and replaces the other’s when you save.`}
      </Text>
    </Alert>
  );
}

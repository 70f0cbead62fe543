import { Anchor, Group, Text } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { CopyButton } from '../ui/copy-button.js';
import { useSelf } from './use-session.js';

/** A trace's id, with a link to it where the operator has set where traces are. */
export function Trace({ traceId }: { readonly traceId: string }) {
  const { traceUrlTemplate } = useSelf();
  if (traceId === '') return null;
  return (
    <Group gap={6} wrap="nowrap">
      <Text size="sm" c="dimmed">
        Trace
      </Text>
      <Text size="sm" ff="monospace" truncate title={traceId}>
        {traceId}
      </Text>
      <CopyButton value={traceId} what="trace id" />
      {traceUrlTemplate !== null && (
        <Anchor
          size="sm"
          href={traceUrlTemplate.replaceAll('{traceId}', encodeURIComponent(traceId))}
          target="_blank"
          rel="noreferrer"
        >
          Look at the trace <IconExternalLink size={13} aria-hidden />
        </Anchor>
      )}
    </Group>
  );
}

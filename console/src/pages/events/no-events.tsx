import { Box, Button } from '@mantine/core';
import { IconBolt, IconFilterOff } from '@tabler/icons-react';
import { useTenant } from '../../app/use-session.js';
import { CodeBlock } from '../../ui/code-block.js';
import { EmptyState } from '../../ui/empty-state.js';
import { publishCommand } from './sample-event.js';

/** Nothing was ever published: how to do that. */
export function NoEvents({ onPublish }: { readonly onPublish?: () => void }) {
  const tenant = useTenant();
  return (
    <EmptyState icon={IconBolt} title="No event has been published yet">
      <p>
        The helpdesk publishes an event whenever something happens to a ticket: over NATS or with an HTTP
        request like this one. What it publishes shows up here within a moment.
      </p>
      <Box maw="min(680px, 100%)" ta="left">
        <CodeBlock
          title="Publish with curl"
          language="text"
          code={publishCommand(window.location.origin, tenant)}
        />
      </Box>
      {onPublish !== undefined && (
        <Button variant="default" onClick={onPublish}>
          Publish a sample from here
        </Button>
      )}
    </EmptyState>
  );
}

/** Something was published, and none of it is asked for. */
export function NoMatches({ onClear }: { readonly onClear: () => void }) {
  return (
    <EmptyState icon={IconFilterOff} title="No event matches these filters">
      <p>Derived events are not listed by themselves: look for the event that they were derived from.</p>
      <Button variant="default" onClick={onClear}>
        Clear filters
      </Button>
    </EmptyState>
  );
}

import { Group, SegmentedControl, Stack, Title } from '@mantine/core';
import { useState } from 'react';
import type { EventDetail } from '../../api/types.js';
import { CodeBlock } from '../../ui/code-block.js';

const PARTS = ['Data', 'Attributes', 'Whole event'] as const;
type Part = (typeof PARTS)[number];

const isPart = (value: string): value is Part => PARTS.some((part) => part === value);

/** The event as it was published. */
export function EventPayload({ event: { event } }: { readonly event: EventDetail }) {
  const [part, setPart] = useState<Part>('Data');
  return (
    <Stack gap="sm" component="section" aria-labelledby="payload">
      <Group justify="space-between">
        <Title order={2} size="h4" id="payload">
          Payload
        </Title>
        <SegmentedControl
          size="xs"
          aria-label="Part of the event"
          data={[...PARTS]}
          value={part}
          onChange={(value) => {
            if (isPart(value)) setPart(value);
          }}
        />
      </Group>
      <CodeBlock
        title={part}
        language="json"
        code={JSON.stringify(partOf(event, part), null, 2)}
        maxHeight={520}
      />
    </Stack>
  );
}

function partOf(event: EventDetail['event'], part: Part): unknown {
  const { data, ...attributes } = event;
  switch (part) {
    case 'Data':
      return data ?? null;
    case 'Attributes':
      return attributes;
    case 'Whole event':
      return event;
    default:
      return part satisfies never;
  }
}

import { Alert, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import type { AnswerOf } from '../../../api/types.js';
import { CodeBlock } from '../../../ui/code-block.js';

type ImportAnswer = AnswerOf<'importTrigger'>;

/** What becomes of a trigger, and what of it gets lost. */
export function ImportResult({ answer }: { readonly answer: ImportAnswer }) {
  const { input, notCarriedOver } = answer;
  const isInactive = input['status'] === 'inactive';
  return (
    <Stack gap="sm">
      {notCarriedOver.length === 0 ? (
        <Alert color="green" icon={<IconCheck size={18} />} title="Everything is carried over" />
      ) : (
        <Alert
          color="orange"
          icon={<IconAlertTriangle size={18} />}
          title={`${notCarriedOver.length} ${notCarriedOver.length === 1 ? 'thing is' : 'things are'} not carried over`}
        >
          <List size="sm" spacing={4}>
            {notCarriedOver.map(({ pointer, detail }) => (
              <List.Item key={`${pointer} ${detail}`}>
                <code>{pointer}</code> {detail}
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
      {isInactive && <Text size="sm">It is created inactive: look it over before you activate it.</Text>}
      <CodeBlock
        title="The subscription"
        language="json"
        code={JSON.stringify(input, null, 2)}
        maxHeight={360}
      />
    </Stack>
  );
}

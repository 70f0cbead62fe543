import { List, Stack, Text } from '@mantine/core';
import { Card } from '../../ui/card.js';
import { KINDS, type ConnectorKind } from './kinds.js';

/** Where to click in the helpdesk. */
export function GuideCard({ kind }: { readonly kind: ConnectorKind }) {
  const { title, steps } = KINDS[kind];
  return (
    <Card title={`In ${title}`}>
      <Stack gap="sm">
        <List type="ordered" size="sm" spacing="xs">
          {steps.map((step) => (
            <List.Item key={step}>{step}</List.Item>
          ))}
        </List>
        <Text size="sm" c="dimmed">
          What comes in is found under Events; what no event could be made of, under Dead letters.
        </Text>
      </Stack>
    </Card>
  );
}

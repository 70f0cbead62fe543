import { Text } from '@mantine/core';
import type { CheckedSubscription } from './draft.js';

export type PreviewPanelProps = CheckedSubscription;

export function PreviewPanel(_props: PreviewPanelProps) {
  return <Text size="sm">Preview</Text>;
}

import { Text } from '@mantine/core';
import type { CheckedSubscription } from './draft.js';

export type BacktestPanelProps = CheckedSubscription;

export function BacktestPanel(_props: BacktestPanelProps) {
  return <Text size="sm">Back-test</Text>;
}

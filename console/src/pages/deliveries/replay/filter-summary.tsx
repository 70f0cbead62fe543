import { Group, Text } from '@mantine/core';
import type { Replay } from '../../../api/types.js';
import { fullTime } from '../../../ui/format.js';
import { filterWords } from './replay-words.js';

interface FilterSummaryProps {
  readonly filter: Replay['filter'];
  readonly nameOf: (subscription: string) => string;
}

/** What a replay selects, in a line. */
export function FilterSummary({ filter, nameOf }: FilterSummaryProps) {
  return (
    <Group gap="4px 14px">
      {filterWords(filter, nameOf).map(({ label, value }) => (
        <Text key={label} size="sm">
          <Text span c="dimmed" size="sm">
            {label}{' '}
          </Text>
          {label === 'from' || label === 'until' ? fullTime(Date.parse(value)) : value}
        </Text>
      ))}
    </Group>
  );
}

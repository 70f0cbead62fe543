import { Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { eventSampleQuery, eventTypesQuery } from '../../../api/catalogue.js';
import { asProblem } from '../../../api/problem.js';
import { ErrorState } from '../../../ui/error-state.js';
import { coveredBy } from '../event-tree/selection.js';

interface SampleEventProps {
  /** What the subscription selects: a type of these comes first. */
  readonly selectors: readonly string[];
  readonly onEvent: (asked: { readonly event: Record<string, unknown> } | null) => void;
}

/** A complete event of a type, as the catalogue has it. */
export function SampleEvent({ selectors, onEvent }: SampleEventProps) {
  const types = (useQuery(eventTypesQuery).data?.items ?? []).map(({ type }) => type);
  const [chosen, setChosen] = useState<string>();
  const wanted = types.find((type) => selectors.includes(type) || coveredBy(selectors, type) !== null);
  const type = chosen ?? wanted ?? types[0];
  const sample = useQuery({ ...eventSampleQuery(type ?? ''), enabled: type !== undefined });
  const { data } = sample;
  useEffect(() => onEvent(data === undefined ? null : { event: data }), [data, onEvent]);
  return (
    <div>
      <Select
        size="xs"
        aria-label="Type of the sample"
        data={types}
        value={type ?? null}
        onChange={(next) => setChosen(next ?? undefined)}
        searchable
        allowDeselect={false}
      />
      <Text size="xs" c="dimmed" mt={4}>
        A complete event of this type, with every field that there is.
      </Text>
      {sample.error !== null && (
        <ErrorState problem={asProblem(sample.error)} onRetry={() => void sample.refetch()} />
      )}
    </div>
  );
}

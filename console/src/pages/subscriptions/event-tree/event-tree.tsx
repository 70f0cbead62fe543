import { TagsInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../../../api/client.js';

export interface EventTreeProps {
  readonly dialect: string;
  /** Types, `ticket.*`, `*`, and the dialect's own names. */
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
  readonly error?: string | undefined;
}

export function EventTree({ value, onChange, error }: EventTreeProps) {
  const types = useQuery({
    queryKey: ['event-types'],
    queryFn: ({ signal }) => ask(api.GET('/v1/event-types', { signal })),
  });
  return (
    <TagsInput
      label="Events"
      data={['*', 'ticket.*', ...(types.data?.items ?? []).map(({ type }) => type)]}
      value={[...value]}
      onChange={onChange}
      error={error}
    />
  );
}

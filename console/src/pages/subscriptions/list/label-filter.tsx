import { Select } from '@mantine/core';
import { labelTexts, type ListSearch } from './list-search.js';
import { useSubscriptionList } from './use-list.js';

interface LabelFilterProps {
  readonly tenant: string;
  readonly search: ListSearch;
  readonly onChange: (label: string | null) => void;
}

/** Narrows the list to a label that something on it has. Where nothing has one, there is nothing to choose. */
export function LabelFilter({ tenant, search, onChange }: LabelFilterProps) {
  // The rows that the list shows: asked for once.
  const { rows } = useSubscriptionList(tenant, search);
  const own = search.label === undefined ? [] : [search.label];
  const seen = (rows ?? []).flatMap(({ labels }) => labelTexts(labels));
  const texts = [...new Set([...own, ...seen])].sort((a, b) => a.localeCompare(b));
  if (texts.length === 0) return null;
  return (
    <Select
      aria-label="Label"
      placeholder="Any label"
      clearable
      searchable
      w={180}
      data={texts}
      value={search.label ?? null}
      onChange={onChange}
    />
  );
}

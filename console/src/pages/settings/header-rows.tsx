import { ActionIcon, Button, Group, Input, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { HeaderRow } from './defaults-draft.js';

interface HeaderRowsProps {
  readonly rows: readonly HeaderRow[];
  readonly onChange: (rows: readonly HeaderRow[]) => void;
  readonly error: string | undefined;
}

const HEADERS_MAX = 20;

/** Headers, a row for each. */
export function HeaderRows({ rows, onChange, error }: HeaderRowsProps) {
  const set = (at: number, part: Partial<HeaderRow>) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, ...part } : row)));
  return (
    <Input.Wrapper
      label="Headers"
      labelElement="div"
      description="Sent with every request, besides those of Deskhook and the dialect."
      error={error}
    >
      <Stack gap={6} mt={6}>
        {rows.map(({ name, value }, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- rows have no other name while they are typed
          <Group key={index} gap={6} wrap="nowrap">
            <TextInput
              aria-label={`Name of header ${index + 1}`}
              placeholder="x-team"
              flex={2}
              value={name}
              onChange={(changed) => set(index, { name: changed.currentTarget.value })}
            />
            <TextInput
              aria-label={`Value of header ${index + 1}`}
              placeholder="support"
              flex={3}
              value={value}
              onChange={(changed) => set(index, { value: changed.currentTarget.value })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={`Remove header ${name === '' ? index + 1 : name}`}
              onClick={() => onChange(rows.filter((_, at) => at !== index))}
            >
              <IconTrash size={17} />
            </ActionIcon>
          </Group>
        ))}
        {rows.length < HEADERS_MAX && (
          <Button
            variant="subtle"
            size="compact-sm"
            w="fit-content"
            leftSection={<IconPlus size={15} />}
            onClick={() => onChange([...rows, { name: '', value: '' }])}
          >
            Add a header
          </Button>
        )}
      </Stack>
    </Input.Wrapper>
  );
}

import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { HeaderRow } from '../draft.js';
import { faultAt, headerPointer } from '../faults.js';
import type { SectionProps } from '../form.js';
import classes from '../form.module.css';
import { Section } from '../section.js';

const HEADERS_MAX = 20;

export function HeadersSection({ form }: SectionProps) {
  const { draft, change, faults } = form;
  const { headers } = draft;
  const set = (at: number, part: Partial<HeaderRow>) =>
    change({ headers: headers.map((row, index) => (index === at ? { ...row, ...part } : row)) });
  const names = headers.map(({ name }) => name).filter((name) => name !== '');
  return (
    <Section
      id="headers"
      title="Headers"
      summary={names.length === 0 ? 'none' : names.join(', ')}
      form={form}
    >
      <Stack gap="xs">
        <Text size="sm" c="dimmed">
          Sent with every request, besides those of Deskhook and the dialect.
        </Text>
        {headers.map(({ name, value }, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- rows have no other name while they are typed
          <Group key={index} gap={6} wrap="nowrap" align="flex-start" className={classes.mono}>
            <TextInput
              aria-label={`Name of header ${index + 1}`}
              placeholder="x-team"
              flex={2}
              spellCheck={false}
              autoFocus={name === '' && value === ''}
              value={name}
              onChange={(changed) => set(index, { name: changed.currentTarget.value })}
              error={faultAt(faults, headerPointer(name))}
            />
            <TextInput
              aria-label={`Value of header ${index + 1}`}
              placeholder="support"
              flex={3}
              spellCheck={false}
              value={value}
              onChange={(changed) => set(index, { value: changed.currentTarget.value })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={`Remove header ${name || String(index + 1)}`}
              onClick={() => change({ headers: headers.filter((_, at) => at !== index) })}
            >
              <IconTrash size={17} />
            </ActionIcon>
          </Group>
        ))}
        {faultAt(faults, '/headers') !== undefined && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {faultAt(faults, '/headers')}
          </Text>
        )}
        {headers.length < HEADERS_MAX && (
          <Button
            variant="subtle"
            size="compact-sm"
            w="fit-content"
            leftSection={<IconPlus size={15} />}
            onClick={() => change({ headers: [...headers, { name: '', value: '' }] })}
          >
            Add a header
          </Button>
        )}
      </Stack>
    </Section>
  );
}

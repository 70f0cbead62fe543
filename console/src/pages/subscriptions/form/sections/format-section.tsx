import { Select, Stack, Text } from '@mantine/core';
import { DIALECT_NAMES, DIALECT_PURPOSES } from '../dialect-purpose.js';
import { faultAt } from '../faults.js';
import type { SectionProps } from '../form.js';
import { Section } from '../section.js';
import { DialectOptions } from './dialect-options.js';
import { DialectSample } from './dialect-sample.js';
import { FoldedOptions } from './folded-options.js';

export function FormatSection({ form }: SectionProps) {
  const { draft, change, dialect, dialects, faults } = form;
  const purposeOf = (name: string) =>
    Object.entries(DIALECT_PURPOSES).find(([known]) => known === name)?.[1].purpose ?? '';
  return (
    <Section id="format" title="Format" summary={dialect.title} form={form}>
      <Stack>
        <Select
          label="Dialect"
          description={purposeOf(dialect.name)}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          data={dialects.map(({ name, title }) => ({ value: name, label: title }))}
          value={draft.dialect}
          allowDeselect={false}
          maxDropdownHeight={420}
          error={faultAt(faults, '/dialect')}
          onChange={(value) => {
            const chosen = DIALECT_NAMES.find((name) => name === value);
            if (chosen === undefined) return;
            for (const option of dialect.options) form.onTrouble(`/dialectOptions/${option.name}`, null);
            change({ dialect: chosen });
          }}
          renderOption={({ option }) => (
            <div>
              <Text size="sm" fw={550}>
                {option.label}
              </Text>
              <Text size="xs" c="dimmed">
                {purposeOf(option.value)}
              </Text>
            </div>
          )}
        />
        {/* A template makes the whole body: it comes before what it makes. */}
        {dialect.samples.length === 0 && <DialectOptions form={form} />}
        <DialectSample form={form} />
        {dialect.samples.length > 0 && <FoldedOptions key={dialect.name} form={form} />}
      </Stack>
    </Section>
  );
}

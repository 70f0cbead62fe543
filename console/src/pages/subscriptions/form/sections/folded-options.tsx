import { Button, Collapse, Stack } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { optionsOf } from '../draft.js';
import { faultsBelow } from '../faults.js';
import type { SectionProps } from '../form.js';
import { DialectOptions } from './dialect-options.js';

/** The options of a dialect that is complete without them: folded away until somebody wants them, or something is set or wrong. */
export function FoldedOptions({ form }: SectionProps) {
  const [isWanted, setWanted] = useState(() => Object.keys(optionsOf(form.draft)).length > 0);
  const { length } = form.dialect.options;
  if (length === 0) return null;
  const isOpen = isWanted || faultsBelow(form.faults, '/dialectOptions').length > 0;
  return (
    <div>
      <Button
        variant="subtle"
        size="compact-sm"
        aria-expanded={isOpen}
        leftSection={isOpen ? <IconChevronDown size={15} /> : <IconChevronRight size={15} />}
        onClick={() => setWanted(!isOpen)}
      >
        {length === 1 ? '1 option' : `${length} options`} of this dialect
      </Button>
      <Collapse expanded={isOpen} transitionDuration={0}>
        <Stack mt="sm">
          <DialectOptions form={form} />
        </Stack>
      </Collapse>
    </div>
  );
}

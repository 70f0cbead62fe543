import { Paper, Tabs, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconHistory, IconSend } from '@tabler/icons-react';
import { memo, useMemo } from 'react';
import { BacktestPanel } from '../check/backtest-panel.js';
import { PreviewPanel } from '../check/preview-panel.js';
import classes from './form.module.css';
import type { SectionProps } from './form.js';
import { previewInput } from './preview-input.js';

const TYPING_MS = 400;
const Preview = memo(PreviewPanel);
const Backtest = memo(BacktestPanel);

/** Tries out what stands in the form, before it is saved. */
export function SidePanel({ form }: SectionProps) {
  const { draft, shown } = form;
  const input = useMemo(() => previewInput(draft, shown), [draft, shown]);
  const [tried] = useDebouncedValue(input, TYPING_MS);
  return (
    <Paper withBorder p="md" component="aside" className={classes.side} aria-labelledby="try-out">
      <Title order={2} size="h5" mb="xs" id="try-out">
        Try it out before you save
      </Title>
      <Tabs defaultValue="preview" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="preview" leftSection={<IconSend size={15} />}>
            Preview
          </Tabs.Tab>
          <Tabs.Tab value="backtest" leftSection={<IconHistory size={15} />}>
            Back-test
          </Tabs.Tab>
        </Tabs.List>
        {/* Which event it is tried with, and what was typed, outlasts a look at the back-test. */}
        <Tabs.Panel value="preview" keepMounted>
          <Preview draft={tried} />
        </Tabs.Panel>
        <Tabs.Panel value="backtest">
          <Backtest draft={tried} />
        </Tabs.Panel>
      </Tabs>
    </Paper>
  );
}

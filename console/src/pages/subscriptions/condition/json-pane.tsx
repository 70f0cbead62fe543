import { Anchor, Box, Group, Text } from '@mantine/core';
import type { FieldFault } from '../../../api/problem.js';
import { CopyButton } from '../../../ui/copy-button.js';
import { JsonEditor } from '../../../ui/json-editor.js';
import classes from './condition.module.css';

interface JsonPaneProps {
  readonly text: string;
  /** At their places: what the text has wrong, or what the API said of it as it is. */
  readonly faults: readonly FieldFault[];
  readonly onChange: (text: string) => void;
}

const ROWS_MIN = 8;
const ROWS_MAX = 30;

/** The condition as the API takes it. */
export function JsonPane({ text, faults, onChange }: JsonPaneProps) {
  const rows = Math.min(ROWS_MAX, Math.max(ROWS_MIN, text.split('\n').length + 1));
  return (
    <Box className={classes.pane}>
      <Group justify="space-between" mb={4} wrap="nowrap">
        <Text size="sm" fw={500}>
          Condition as JSON
        </Text>
        <CopyButton value={text} what="condition as JSON" />
      </Group>
      <JsonEditor label="Condition as JSON" value={text} onChange={onChange} faults={faults} rows={rows} />
      <Text size="xs" c="dimmed" mt={4}>
        {text.trim() === '' &&
          'Empty is no condition; a test is {"field":"ticket.priority","op":"eq","value":"high"}. '}
        <Anchor size="xs" href="/docs" target="_blank">
          Reference of the API
        </Anchor>
      </Text>
    </Box>
  );
}

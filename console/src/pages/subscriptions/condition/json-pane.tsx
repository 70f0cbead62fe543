import { Anchor, Box, Group, Input, Textarea } from '@mantine/core';
import { useId } from 'react';
import { CopyButton } from '../../../ui/copy-button.js';
import classes from './condition.module.css';

interface JsonPaneProps {
  readonly text: string;
  readonly trouble: string | null;
  readonly onChange: (text: string) => void;
}

/** The condition as the API takes it. */
export function JsonPane({ text, trouble, onChange }: JsonPaneProps) {
  const id = useId();
  return (
    <Box className={classes.pane}>
      <Group justify="space-between" mb={4}>
        <Input.Label htmlFor={id}>Condition as JSON</Input.Label>
        <CopyButton value={text} what="condition as JSON" />
      </Group>
      <Textarea
        id={id}
        value={text}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        error={trouble}
        errorProps={{ role: 'alert' }}
        autosize
        minRows={8}
        maxRows={30}
        spellCheck={false}
        placeholder='{ "field": "ticket.priority", "op": "eq", "value": "high" }'
        classNames={{ input: classes.code ?? '' }}
      />
      <Input.Description mt={4}>
        Empty: every selected event fires.{' '}
        <Anchor size="xs" href="/docs" target="_blank">
          Reference of the API
        </Anchor>
      </Input.Description>
    </Box>
  );
}

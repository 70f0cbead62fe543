import { Alert, Button, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ProblemError } from '../api/problem.js';

interface ErrorStateProps {
  readonly problem: ProblemError;
  readonly onRetry?: () => void;
}

/** What went wrong, in the API's own words, and a way to try again. */
export function ErrorState({ problem, onRetry }: ErrorStateProps) {
  return (
    <Alert color="red" icon={<IconAlertTriangle size={18} />} title={problem.title} role="alert">
      <Stack gap="xs" align="flex-start">
        {problem.detail !== '' && <Text size="sm">{problem.detail}</Text>}
        {problem.faults.length > 0 && (
          <List size="sm">
            {problem.faults.map(({ pointer, detail }) => (
              <List.Item key={`${pointer} ${detail}`}>
                {pointer !== '' && <code>{pointer}</code>} {detail}
              </List.Item>
            ))}
          </List>
        )}
        {onRetry !== undefined && (
          <Button size="xs" variant="default" onClick={onRetry}>
            Try again
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

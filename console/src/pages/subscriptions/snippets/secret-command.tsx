import { Button, Code, Group, Mark, Stack, Text } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { CopyButton } from '../../../ui/copy-button.js';
import { shellQuoted } from './guide.js';

interface SecretCommandProps {
  /** Null: there is none, or the reader may not see it. */
  readonly secret: string | null;
  readonly what: 'signing secret' | 'token of the URL';
}

const DOTS = '•'.repeat(16);

/** The variable that the programs read, with the secret in it as soon as somebody asks for it. */
export function SecretCommand({ secret, what }: SecretCommandProps) {
  const [isShown, setShown] = useState(false);
  const word = what === 'signing secret' ? 'secret' : 'token';
  const command = secret === null ? null : `export WEBHOOK_SECRET=${shellQuoted(secret)}`;
  return (
    <Stack gap="xs">
      <Text size="sm">
        The programs take the {what} from the environment, at the place that is marked:{' '}
        <Mark>WEBHOOK_SECRET</Mark>. Never write it into the code.
      </Text>
      <Group gap={6} align="center">
        <Code fz="sm" p={6} style={{ overflowWrap: 'anywhere' }}>
          {command !== null && isShown ? command : `export WEBHOOK_SECRET='${secret === null ? '…' : DOTS}'`}
        </Code>
        {command !== null && (
          <>
            <Button
              size="compact-sm"
              variant="subtle"
              leftSection={isShown ? <IconEyeOff size={14} /> : <IconEye size={14} />}
              onClick={() => setShown(!isShown)}
            >
              {isShown ? `Hide the ${word}` : `Show the ${word}`}
            </Button>
            <CopyButton value={command} what="command" />
          </>
        )}
      </Group>
    </Stack>
  );
}

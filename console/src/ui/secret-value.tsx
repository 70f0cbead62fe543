import { ActionIcon, Group, Text, Tooltip } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { CopyButton } from './copy-button.js';
import classes from './secret-value.module.css';

interface SecretValueProps {
  readonly secret: string;
  /** What it is, for those who cannot see what it stands beside. */
  readonly what?: string;
  readonly isShownAtFirst?: boolean;
}

const DOTS = '•'.repeat(24);

/** A secret that nobody sees over a shoulder: it stands in the page only while it is asked for. */
export function SecretValue({ secret, what = 'secret', isShownAtFirst = false }: SecretValueProps) {
  const [isShown, setShown] = useState(isShownAtFirst);
  return (
    <Group gap={4} wrap="nowrap" align="flex-start" className={classes.root}>
      <Text size="sm" ff="monospace" className={classes.value}>
        {isShown ? secret : `${prefixOf(secret)}${DOTS}`}
      </Text>
      <Tooltip label={isShown ? `Hide the ${what}` : `Show the ${what}`} withArrow>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={isShown ? `Hide the ${what}` : `Show the ${what}`}
          onClick={() => setShown(!isShown)}
        >
          {isShown ? <IconEyeOff size={14} /> : <IconEye size={14} />}
        </ActionIcon>
      </Tooltip>
      <CopyButton value={secret} what={what} />
    </Group>
  );
}

/** The kind of a secret is no secret. */
const prefixOf = (secret: string): string => /^wh[sp]?[a-z]*_/.exec(secret)?.[0] ?? '';

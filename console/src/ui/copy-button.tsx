import { ActionIcon, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useCopy } from './use-copy.js';

/** Copies a text; `what` names it for those who cannot see what it stands beside. */
export function CopyButton({ value, what }: { readonly value: string; readonly what: string }) {
  const { isCopied, copy } = useCopy();
  return (
    <Tooltip label={isCopied ? 'Copied' : `Copy ${what}`} withArrow>
      <ActionIcon
        variant="subtle"
        color={isCopied ? 'green' : 'gray'}
        size="sm"
        onClick={() => copy(value)}
        aria-label={isCopied ? 'Copied' : `Copy ${what}`}
      >
        {isCopied ? <IconCheck size={14} /> : <IconCopy size={14} />}
      </ActionIcon>
    </Tooltip>
  );
}

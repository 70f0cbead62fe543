import { Button } from '@mantine/core';
import { IconCheck, IconTerminal2 } from '@tabler/icons-react';
import type { Attempt } from '../../../api/types.js';
import { useCopy } from '../../../ui/use-copy.js';
import { curlCommand } from './curl-command.js';

/** Copies the request of an attempt as a command that sends the same. */
export function CopyCurl({ url, attempt }: { readonly url: string; readonly attempt: Attempt }) {
  const { isCopied, copy } = useCopy();
  return (
    <Button
      size="xs"
      variant="default"
      onClick={() => copy(curlCommand(url, attempt))}
      leftSection={isCopied ? <IconCheck size={15} /> : <IconTerminal2 size={15} />}
    >
      {isCopied ? 'Copied' : 'Copy as curl'}
    </Button>
  );
}

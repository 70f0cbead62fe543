import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconTerminal2 } from '@tabler/icons-react';
import type { Attempt } from '../../../api/types.js';
import { curlCommand } from './curl-command.js';

/** Copies the request of an attempt as a command that sends the same. */
export function CopyCurl({ url, attempt }: { readonly url: string; readonly attempt: Attempt }) {
  return (
    <CopyButton value={curlCommand(url, attempt)} timeout={1_500}>
      {({ copied, copy }) => (
        <Button
          size="xs"
          variant="default"
          onClick={copy}
          leftSection={copied ? <IconCheck size={15} /> : <IconTerminal2 size={15} />}
        >
          {copied ? 'Copied' : 'Copy as curl'}
        </Button>
      )}
    </CopyButton>
  );
}

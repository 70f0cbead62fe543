import { Alert, Code, Skeleton, Stack, Tabs, Text } from '@mantine/core';
import { useSessionStorage } from '@mantine/hooks';
import { asProblem } from '../../../api/problem.js';
import type { Subscription } from '../../../api/types.js';
import { CodeBlock } from '../../../ui/code-block.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Card } from '../detail/card.js';
import { canSign } from '../detail/signing.js';
import { tokenOf, type Guide } from './guide.js';
import { SecretCommand } from './secret-command.js';
import { useGuide } from './use-guide.js';

interface VerifyTabProps {
  readonly subscription: Subscription;
}

/** How the receiver knows that a request is genuine: a whole program in each language, and where its secret goes. */
export function VerifyTab({ subscription }: VerifyTabProps) {
  const guide = useGuide(subscription.dialect);
  if (guide.isError)
    return <ErrorState problem={asProblem(guide.error)} onRetry={() => void guide.refetch()} />;
  if (guide.data === undefined) return <Skeleton h={480} />;
  return (
    <Stack>
      <Unverifiable subscription={subscription} />
      <Card title={canSign(subscription.dialect) ? 'How a request is verified' : 'How a sender is known'}>
        <Stack gap="xs" maw={860}>
          {guide.data.paragraphs.map((paragraph) => (
            <Paragraph key={paragraph} text={paragraph} />
          ))}
        </Stack>
      </Card>
      <Card title="1. Give the receiver the secret">
        <SecretCommand secret={secretOf(subscription)} isToken={!canSign(subscription.dialect)} />
      </Card>
      <Card title="2. Run the receiver">
        <Programs guide={guide.data} />
      </Card>
    </Stack>
  );
}

/** What the receiver compares with: the secret, or the token in the URL where the vendor does not sign. */
function secretOf({ dialect, secret, urls }: Subscription): string | null {
  if (canSign(dialect)) return secret;
  return urls.map(tokenOf).find((token) => token !== null) ?? null;
}

function Unverifiable({ subscription: { dialect, secretSource, urls, dialectOptions } }: VerifyTabProps) {
  if (dialect === 'template' && typeof dialectOptions['preset'] === 'string' && secretSource === 'none')
    return (
      <Alert color="gray" title="There is nothing to verify">
        Chat products check no signature: whoever knows the URL may post. Keep it secret.
      </Alert>
    );
  if (canSign(dialect) && secretSource === 'none')
    return (
      <Alert color="orange" title="This subscription is unsigned">
        It has no secret, so there is nothing to verify. Make one on the overview; the programs below work
        then.
      </Alert>
    );
  if (!canSign(dialect) && urls.every((url) => tokenOf(url) === null))
    return (
      <Alert color="orange" title="Nothing tells its requests from others">
        This helpdesk does not sign. Add <Code>?token=…</Code> with a long random text to the URL; the
        programs below check it.
      </Alert>
    );
  return null;
}

function Paragraph({ text }: { readonly text: string }) {
  return (
    <Text size="sm">
      {text.split('`').map((piece, index) => (index % 2 === 1 ? <Code key={piece}>{piece}</Code> : piece))}
    </Text>
  );
}

function Programs({ guide: { programs } }: { readonly guide: Guide }) {
  const [label, setLabel] = useSessionStorage<string | null>({
    key: 'deskhook.snippet',
    defaultValue: 'PHP',
  });
  return (
    <Tabs value={label} onChange={setLabel} keepMounted={false}>
      <Tabs.List mb="sm">
        {programs.map((program) => (
          <Tabs.Tab key={program.label} value={program.label}>
            {program.label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {programs.map((program) => (
        <Tabs.Panel key={program.label} value={program.label}>
          <CodeBlock
            title={`Receiver in ${program.label}`}
            language={program.language}
            code={program.code}
            mark="WEBHOOK_SECRET"
            maxHeight={640}
          />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

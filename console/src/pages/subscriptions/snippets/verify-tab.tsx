import { Alert, Code, Skeleton, Stack, Tabs, Text } from '@mantine/core';
import { useSessionStorage } from '@mantine/hooks';
import { asProblem } from '../../../api/problem.js';
import type { Subscription } from '../../../api/types.js';
import { CodeBlock } from '../../../ui/code-block.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Card } from '../../../ui/card.js';
import { canSign } from '../detail/signing.js';
import { useSecret } from '../detail/use-secret.js';
import { tokenOf, type Guide } from './guide.js';
import { SecretCommand } from './secret-command.js';
import { useGuide } from './use-guide.js';

interface VerifyTabProps {
  readonly tenant: string;
  readonly subscription: Subscription;
}

/** How the receiver knows that a request is genuine: a whole program in each language, and where its secret goes. */
export function VerifyTab({ tenant, subscription }: VerifyTabProps) {
  const guide = useGuide(subscription.dialect);
  if (isChat(subscription)) return <NothingToVerify />;
  if (guide.isError)
    return <ErrorState problem={asProblem(guide.error)} onRetry={() => void guide.refetch()} />;
  if (guide.data === undefined) return <Skeleton h={480} />;
  const signs = canSign(subscription.dialect);
  return (
    <Stack>
      <Unprotected subscription={subscription} />
      <Card title={signs ? 'How a request is verified' : 'How a sender is known'}>
        <Stack gap="xs" maw={860}>
          {guide.data.paragraphs.map((paragraph) => (
            <Paragraph key={paragraph} text={paragraph} />
          ))}
        </Stack>
      </Card>
      <Card title={signs ? '1. Give the receiver the secret' : '1. Give the receiver the token'}>
        {signs ? (
          <SigningSecret tenant={tenant} subscription={subscription} />
        ) : (
          <SecretCommand what="token of the URL" secret={tokenOfAny(subscription)} />
        )}
      </Card>
      <Card title="2. Run the receiver">
        <Programs guide={guide.data} />
      </Card>
    </Stack>
  );
}

type Shown = Omit<VerifyTabProps, 'tenant'>;

function SigningSecret({ tenant, subscription }: VerifyTabProps) {
  const found = useSecret(tenant, subscription);
  const secret = found.kind === 'known' ? found.secret : null;
  return (
    <Stack gap="xs">
      <SecretCommand what="signing secret" secret={secret} />
      {found.kind === 'veiled' && (
        <Text size="sm" c="dimmed">
          {subscription.secretSource === 'tenant'
            ? 'It is the tenant’s default secret: an administrator finds it in the settings.'
            : 'Your role may not see it.'}
        </Text>
      )}
    </Stack>
  );
}

const tokenOfAny = ({ urls }: Subscription): string | null =>
  urls.map(tokenOf).find((token) => token !== null && token !== HIDDEN) ?? null;

/** What those read in its place who may not see the token. */
const HIDDEN = '[hidden]';

/** A preset for a chat product, which checks nothing. */
const isChat = ({ dialect, dialectOptions, secretSource }: Subscription): boolean =>
  dialect === 'template' && typeof dialectOptions['preset'] === 'string' && secretSource === 'none';

const NothingToVerify = () => (
  <Alert color="gray" title="There is nothing to verify">
    Chat products check no signature: whoever knows the URL may post. Keep it secret.
  </Alert>
);

/** What stands in the way of verifying anything. */
function Unprotected({ subscription: { dialect, secretSource, urls } }: Shown) {
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
      {text.split('`').map((piece, index) =>
        // oxlint-disable-next-line react/no-array-index-key -- pieces of one text have no other name
        index % 2 === 1 ? <Code key={index}>{piece}</Code> : piece,
      )}
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

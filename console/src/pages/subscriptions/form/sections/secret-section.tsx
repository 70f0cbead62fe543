import { Alert, Anchor, Button, Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTenant } from '../../../../app/use-session.js';
import { CopyButton } from '../../../../ui/copy-button.js';
import { SecretValue } from '../../../../ui/secret-value.js';
import { DIALECT_PURPOSES } from '../dialect-purpose.js';
import type { SecretDraft } from '../draft.js';
import { faultAt } from '../faults.js';
import type { Form, SectionProps } from '../form.js';
import classes from '../form.module.css';
import { SECRET_BYTES, secretOf, secretProblem, type SecretForm } from '../secret-text.js';
import { Section } from '../section.js';

export function SecretSection({ form }: SectionProps) {
  const { secret } = DIALECT_PURPOSES[form.draft.dialect];
  const isAsked = secret !== null || form.draft.secret.kind === 'own';
  return (
    <Section id="secret" title="Signing secret" summary={summaryOf(form)} form={form}>
      {isAsked ? <Choice form={form} format={secret ?? 'text'} /> : <NeverSigned form={form} />}
    </Section>
  );
}

function NeverSigned({ form }: SectionProps) {
  const error = faultAt(form.faults, '/secret');
  return (
    <Stack gap="xs">
      <Text size="sm">
        {form.dialect.title} does not sign. Receivers tell real requests by something secret in the URL, a
        header or their authentication.
      </Text>
      {error !== undefined && <Alert color="red">{error}</Alert>}
    </Stack>
  );
}

function Choice({ form, format }: SectionProps & { readonly format: SecretForm }) {
  const { draft, change, faults, shown } = form;
  const { kind, own } = draft.secret;
  const set = (part: Partial<SecretDraft>) => change({ secret: { ...draft.secret, ...part } });
  const generate = () => set({ kind: 'own', own: newSecret(format) });
  const error = faultAt(faults, '/secret');
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        Receivers verify with it that a request is from Deskhook and was not changed on its way.
      </Text>
      <Radio.Group
        aria-label="Signing secret"
        value={kind}
        error={kind === 'own' ? undefined : error}
        onChange={(chosen) => {
          if (chosen === 'own' && own === '') generate();
          else set({ kind: chosen === 'own' || chosen === 'none' ? chosen : 'unsaid' });
        }}
      >
        <Stack gap="sm">
          <Radio value="unsaid" {...unsaid(form)} />
          <Radio
            value="own"
            label={shown === null ? 'One of its own' : 'Another one, at once'}
            description={
              shown === null
                ? 'Generate it here, or enter the one that the receiver has already.'
                : 'The old one ends with it. To have both for a while, rotate it on the subscription’s page instead.'
            }
          />
          <Radio value="none" label="None" description="Requests are not signed." />
        </Stack>
      </Radio.Group>
      {shown !== null && kind !== 'none' && <StoredSecret form={form} />}
      {kind === 'own' && (
        <Group align="flex-start" gap="xs">
          <TextInput
            label="Secret"
            className={classes.mono}
            flex="1 1 280px"
            autoComplete="off"
            spellCheck={false}
            value={own}
            onChange={(changed) => set({ own: changed.currentTarget.value })}
            error={error ?? secretProblem(format, own.trim()) ?? undefined}
            rightSection={<CopyButton value={own} what="secret" />}
          />
          <Button variant="default" mt={24} leftSection={<IconRefresh size={16} />} onClick={generate}>
            Generate
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function StoredSecret({ form: { shown } }: { readonly form: Form }) {
  const tenant = useTenant();
  if (shown === null) return null;
  return (
    <Text size="sm" component="div">
      {shown.secret === null ? (
        'Its present secret is not shown here. '
      ) : (
        <>
          At present: <SecretValue secret={shown.secret} what="present secret" />
        </>
      )}
      <Anchor
        renderRoot={(props) => (
          <Link to="/t/$tenant/subscriptions/$id" params={{ tenant, id: shown.id }} {...props} />
        )}
        size="sm"
      >
        Rotate it on its page
      </Anchor>
    </Text>
  );
}

function unsaid({ shown, tenant, dialect }: Form): { readonly label: string; readonly description: string } {
  if (shown !== null) {
    const moves = shown.dialect !== dialect.name;
    return {
      label: 'Keep what it has',
      description: moves
        ? 'It is kept where the new dialect can sign with it.'
        : { own: 'A secret of its own.', tenant: 'The secret of the tenant.', none: 'It is not signed.' }[
            shown.secretSource
          ],
    };
  }
  if (tenant.hasDefaultSecret)
    return {
      label: 'The secret of the tenant',
      description: dialect.signsByDefault
        ? 'All of its subscriptions share it. Where this dialect cannot sign with it, a new one is made.'
        : 'All of its subscriptions share it.',
    };
  return dialect.signsByDefault
    ? {
        label: 'A new one',
        description: 'It is made when the subscription is created, and shown to you then.',
      }
    : { label: 'As the dialect does', description: 'This one does not sign unless you give it a secret.' };
}

function summaryOf(form: Form): string {
  const { draft } = form;
  if (DIALECT_PURPOSES[draft.dialect].secret === null && draft.secret.kind !== 'own') return 'does not sign';
  if (draft.secret.kind === 'own') return 'of its own';
  if (draft.secret.kind === 'none') return 'not signed';
  return unsaid(form).label.toLowerCase();
}

const newSecret = (format: SecretForm): string =>
  secretOf(format, crypto.getRandomValues(new Uint8Array(SECRET_BYTES)));

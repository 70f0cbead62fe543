import { PasswordInput, SegmentedControl, Select, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import type { AuthDraft } from '../draft.js';
import { faultAt } from '../faults.js';
import type { Form, SectionProps } from '../form.js';
import { Section } from '../section.js';
import { ClientCertificate } from './client-certificate.js';

const LABELS: Readonly<Record<AuthDraft['type'], string>> = {
  none: 'None',
  basic: 'Basic',
  bearer: 'Bearer',
  oauth2: 'OAuth 2.0',
};
const TYPES = ['none', 'basic', 'bearer', 'oauth2'] as const;
const SPLIT = [' ', ','];

export function AuthSection({ form }: SectionProps) {
  const { auth, tls } = form.draft;
  const certificate = tls.isOn ? ', client certificate' : '';
  return (
    <Section
      id="auth"
      title="Authentication"
      summary={(auth.type === 'none' ? 'none' : LABELS[auth.type]) + certificate}
      form={form}
    >
      <Stack>
        <SegmentedControl
          aria-label="Authentication"
          fullWidth
          data={TYPES.map((value) => ({ value, label: LABELS[value] }))}
          value={auth.type}
          onChange={(value) => form.change({ auth: { ...auth, type: value } })}
        />
        <Fields form={form} />
        <ClientCertificate form={form} />
      </Stack>
    </Section>
  );
}

function Fields({ form }: SectionProps) {
  const { auth } = form.draft;
  const set = (part: Partial<AuthDraft>) => form.change({ auth: { ...auth, ...part } });
  const text = (name: 'username' | 'tokenUrl' | 'clientId' | 'audience') => ({
    value: auth[name],
    onChange: (changed: { currentTarget: { value: string } }) => set({ [name]: changed.currentTarget.value }),
    error: faultAt(form.faults, `/auth/${name}`),
    autoComplete: 'off',
  });
  const credential = (name: 'password' | 'token' | 'clientSecret') => ({
    value: auth[name],
    onChange: (changed: { currentTarget: { value: string } }) => set({ [name]: changed.currentTarget.value }),
    error: faultAt(form.faults, `/auth/${name}`),
    autoComplete: 'new-password',
    ...storedHint(form),
  });
  switch (auth.type) {
    case 'none':
      return (
        <Text size="sm" c="dimmed">
          Requests carry no credentials.
        </Text>
      );
    case 'basic':
      return (
        <>
          <TextInput label="User name" required {...text('username')} />
          <PasswordInput label="Password" {...credential('password')} />
        </>
      );
    case 'bearer':
      return <PasswordInput label="Token" {...credential('token')} />;
    case 'oauth2':
      return (
        <>
          <TextInput
            label="Token URL"
            required
            placeholder="https://id.example.com/oauth2/token"
            description="Deskhook fetches its tokens there, by client credentials."
            {...text('tokenUrl')}
          />
          <TextInput label="Client id" required {...text('clientId')} />
          <PasswordInput label="Client secret" {...credential('clientSecret')} />
          <TagsInput
            label="Scopes"
            splitChars={SPLIT}
            value={[...auth.scopes]}
            onChange={(scopes) => set({ scopes })}
            error={faultAt(form.faults, '/auth/scopes', true)}
          />
          <TextInput
            label="Audience"
            description="Only where the server asks for one."
            {...text('audience')}
          />
          <Select
            label="How the client shows who it is"
            data={[
              { value: 'basic', label: 'In the header (HTTP Basic)' },
              { value: 'body', label: 'In the body of the request' },
            ]}
            allowDeselect={false}
            value={auth.clientAuthentication}
            onChange={(value) => set({ clientAuthentication: value === 'body' ? 'body' : 'basic' })}
            error={faultAt(form.faults, '/auth/clientAuthentication')}
          />
        </>
      );
    default:
      return auth.type satisfies never;
  }
}

/** What is stored is never shown: an empty field keeps it. */
function storedHint({ shown, draft }: Form) {
  return shown?.auth.type === draft.auth.type
    ? { description: 'One is stored and never shown. Leave it empty to keep it.', placeholder: '••••••••' }
    : { required: true };
}

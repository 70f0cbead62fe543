import { Alert, Button, Container, Paper, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { asProblem } from '../../api/problem.js';
import type { Self } from '../../api/types.js';
import { signIn } from '../../app/session.js';
import { selfQuery, useSession } from '../../app/use-session.js';

/** Takes an API key and finds out whose it is. */
export function SignInPage() {
  const [key, setKey] = useState('');
  const { ended, active } = useSession();
  const { back } = useSearch({ from: '/sign-in' });
  const navigate = useNavigate();
  const router = useRouter();
  const queries = useQueryClient();
  // Nothing is kept of who went away, nor who a key was that is refused by now; the page that still asked is gone here.
  useEffect(() => {
    if (active === null) queries.clear();
  }, [active, queries]);
  const asked = useMutation({
    mutationFn: (presented: string) => queries.fetchQuery({ ...selfQuery(presented), staleTime: 0 }),
    onSuccess: (self, presented) => {
      if (!self.permissions.includes('read')) return;
      // What one key was answered is not shown to another.
      queries.removeQueries({ predicate: ({ queryKey: [kind] }) => kind !== 'self' });
      signIn({ key: presented, tenant: self.tenant, label: labelOf(self) });
      if (back === undefined) void navigate({ to: '/' });
      else router.history.push(back);
    },
  });
  const isPublisher = asked.data !== undefined && !asked.data.permissions.includes('read');
  return (
    <Container size={420} py={80} component="main">
      <Stack align="center" gap={6} mb="lg">
        <img src="/icon.svg" alt="" width={48} height={48} />
        <Title order={1} size="h2">
          Sign in to Deskhook
        </Title>
      </Stack>
      <Paper withBorder p="lg" shadow="sm">
        <form
          onSubmit={(submitted) => {
            submitted.preventDefault();
            if (key.trim() !== '') asked.mutate(key.trim());
          }}
        >
          <Stack>
            {ended !== null && !asked.isError && <Alert color="yellow">{ended}</Alert>}
            <PasswordInput
              label="API key"
              description="It stays in this tab until you sign out or close it."
              autoComplete="current-password"
              autoFocus
              required
              value={key}
              onChange={(changed) => setKey(changed.currentTarget.value)}
              error={asked.isError ? asProblem(asked.error).detail : undefined}
            />
            {isPublisher && (
              <Alert color="yellow">This key may only publish events: there is nothing to see.</Alert>
            )}
            <Button type="submit" loading={asked.isPending} disabled={key.trim() === ''}>
              Sign in
            </Button>
          </Stack>
        </form>
      </Paper>
      <Text size="sm" c="dimmed" mt="md" ta="center">
        Keys are made under Settings → API keys, or with the root key by the API. On a laptop,{' '}
        <code>npm start</code> prints the root key.
      </Text>
    </Container>
  );
}

const labelOf = ({ kind, name, id, role }: Self): string =>
  kind === 'root' ? 'root key' : `${name ?? id} (${role})`;

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, ask } from '../../../api/client.js';
import { useMay, useSelf, useTenant } from '../../../app/use-session.js';

const KEYS = 200;
const STALE_MS = 60_000;

/** Who started a replay: the name of its API key where that is known, else the id as it was written down. */
export function StartedBy({ id }: { readonly id: string }) {
  const tenant = useTenant();
  const self = useSelf();
  const mayAdminister = useMay('administer');
  const { data } = useQuery({
    queryKey: ['api-keys', tenant, 'names'],
    queryFn: ({ signal }) =>
      ask(
        api.GET('/v1/tenants/{tenant}/keys', {
          params: { path: { tenant }, query: { limit: KEYS } },
          signal,
        }),
      ),
    enabled: mayAdminister && id !== 'root',
    staleTime: STALE_MS,
  });
  const name = data?.items.find((key) => key.id === id)?.name;
  if (id === 'root') return 'the root key';
  if (id === self.id) return `this key${self.name === null ? '' : ` (“${self.name}”)`}`;
  if (name === undefined) return id;
  return (
    <>
      the key{' '}
      <Link to="/t/$tenant/settings/api-keys" params={{ tenant }}>
        “{name}”
      </Link>
    </>
  );
}

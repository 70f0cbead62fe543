import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../../../api/client.js';
import type { Subscription } from '../../../api/types.js';
import { useMay } from '../../../app/use-session.js';

type Secret =
  | { readonly kind: 'known'; readonly secret: string }
  /** The tenant's is being looked up. */
  | { readonly kind: 'loading' | 'none' }
  /** There is one, and the reader's role may not see it. */
  | { readonly kind: 'veiled' };

/** What signs a subscription's requests, as far as the reader may see it; the tenant's own default is an administrator's. */
export function useSecret(
  tenant: string,
  { hasSecret, secret, secretSource }: Pick<Subscription, 'hasSecret' | 'secret' | 'secretSource'>,
): Secret {
  const mayAdminister = useMay('administer');
  const isShared = secretSource === 'tenant' && mayAdminister;
  const shared = useQuery({
    queryKey: ['tenant', tenant],
    queryFn: ({ signal }) => ask(api.GET('/v1/tenants/{tenant}', { params: { path: { tenant } }, signal })),
    enabled: isShared,
  });
  if (!hasSecret) return { kind: 'none' };
  if (isShared && shared.isLoading) return { kind: 'loading' };
  const known = secret ?? (isShared ? shared.data?.defaultSecret : null);
  return known == null ? { kind: 'veiled' } : { kind: 'known', secret: known };
}

import { useQuery } from '@tanstack/react-query';
import type { Subscription } from '../../../api/types.js';
import { guideOf } from './guide.js';

/** The documentation itself, as it was when the console was built: the two cannot disagree. */
const VENDORS = import.meta.glob<string>(
  '../../../../../docs/dialects/{movidesk,shahiassist,supportbee,supportcandy,supportgenix}.md',
  { query: '?raw', import: 'default' },
);

/** The page about receivers of a dialect; `standard`, `cloudevents` and `template` sign alike. */
async function pageOf(dialect: Subscription['dialect']): Promise<string> {
  const vendor = VENDORS[`../../../../../docs/dialects/${dialect}.md`];
  if (vendor !== undefined) return vendor();
  return (await import('../../../../../docs/receivers.md?raw')).default;
}

export const useGuide = (dialect: Subscription['dialect']) =>
  useQuery({
    queryKey: ['receiver-guide', dialect],
    queryFn: async () => guideOf(await pageOf(dialect)),
    staleTime: Infinity,
  });

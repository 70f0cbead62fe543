import type { Replay } from '../../../api/types.js';
import { count } from '../../../ui/format.js';

const SKIPS: Readonly<Record<string, string>> = {
  pending: 'still pending: on its way already',
  on_its_way: 'its next attempt had fallen due, or waited for its endpoint',
  changed: 'its status was another one when its turn came',
  test: 'a test of a subscription',
  subscription_deleted: 'its subscription was deleted',
  subscription_inactive: 'its subscription is inactive',
  url_removed: 'its URL was taken out of the subscription',
  url_disabled: 'its URL is disabled',
  not_in_log: 'the log does not have what to send',
  erased: 'a person was erased from it',
  truncated: 'only the beginning of it was kept',
};

/** Why something was not sent again, in words; the API may know more reasons than this version. */
export const skipWords = (reason: string): string => SKIPS[reason] ?? reason.replaceAll('_', ' ');

const LABELS: Readonly<Record<string, string>> = {
  status: 'status',
  subscription: 'subscription',
  type: 'type',
  ticket: 'ticket',
  event: 'event',
  url: 'URL',
  code: 'code',
  error: 'error',
  reason: 'reason',
  from: 'from',
  to: 'until',
};

/** What a replay selects, as short texts; `nameOf` tells the names of subscriptions. */
export function filterWords(
  filter: Replay['filter'],
  nameOf: (id: string) => string,
): readonly { readonly label: string; readonly value: string }[] {
  return Object.entries(filter).flatMap(([key, value]) =>
    value === undefined
      ? []
      : [
          {
            label: LABELS[key] ?? key,
            value: key === 'subscription' ? nameOf(String(value)) : String(value),
          },
        ],
  );
}

type Progress = Pick<Replay, 'selected' | 'replayed' | 'skipped' | 'failed'>;

/** The parts of a progress bar, in percent of what was selected. */
export function shares({ selected, replayed, skipped, failed }: Progress) {
  const share = (value: number) => (selected === 0 ? 0 : (100 * value) / selected);
  return { replayed: share(replayed), skipped: share(skipped), failed: share(failed) };
}

/** How far a replay is, in words. */
export function progressWords({ selected, replayed, skipped, failed }: Progress): string {
  return `${count(replayed + skipped + failed)} of ${count(selected)}`;
}

/** What a replay is called at the head of its page. */
export function replayTitle({ kind, state, selected }: Pick<Replay, 'kind' | 'state' | 'selected'>): string {
  const one = kind === 'deliveries' ? 'delivery' : 'dead letter';
  const many = kind === 'deliveries' ? 'deliveries' : 'dead letters';
  const what = `${count(selected)} ${selected === 1 ? one : many}`;
  return state === 'running' ? `Replaying ${what}` : `Replay of ${what}`;
}

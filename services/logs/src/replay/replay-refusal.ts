import { FailureError, type ReplaySkip } from '@deskhook/contracts';

/** Why something is not sent again, as a caller is told who asked for this one. */
export const REPLAY_REFUSALS: Readonly<Record<ReplaySkip, string>> = {
  pending: 'It is on its way already',
  on_its_way: 'Its next attempt is on its way already',
  changed: 'It has changed in the meantime',
  test: 'It was a test: send a new test to its subscription instead',
  subscription_deleted: 'Its subscription was deleted: there is nothing to send it to',
  subscription_inactive: 'Its subscription is inactive: activate it first',
  url_removed: 'Its URL was taken out of the subscription: put it back first',
  url_disabled: 'Its URL was disabled: activate the subscription again first',
  not_in_log: 'Its event is not in the log: publish it again',
  erased:
    'A person was erased from what it sent, so it cannot be sent again as it was: publish the event anew',
  truncated: 'Only the beginning of it was kept, so it cannot be sent again: publish the original once more',
};

/** What cannot be sent again, and why: a replay of many counts it and goes on, a replay of one fails with it. */
export class ReplayRefusedError extends FailureError {
  constructor(
    readonly reason: ReplaySkip,
    detail: string = REPLAY_REFUSALS[reason],
  ) {
    super({ kind: 'conflict', detail });
  }
}

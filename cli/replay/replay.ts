import {
  replayAnswerSchema,
  replaySchema,
  replayStartSchema,
  type Replay,
  type ReplayStart,
} from '@deskhook/contracts';
import { apiPath } from '../api-client.js';
import { UsageError } from '../cli-error.js';
import { deliveryFilter, type DeliveryFilterOptions } from '../deliveries/delivery-filter.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { pause } from '../pause.js';
import { printable } from '../printable.js';
import { startProgress } from '../progress.js';
import type { OutputOptions, Session } from '../session.js';
import type { ConnectionOptions } from '../settings.js';
import { withSubscriptionId } from '../subscription-id.js';

export interface ReplayOptions extends ConnectionOptions, OutputOptions, DeliveryFilterOptions {
  readonly dryRun?: boolean;
  readonly rate?: number;
  /** `--no-wait` makes it false. */
  readonly wait: boolean;
  /** Id of a replay that was begun before. */
  readonly follow?: string;
  readonly cancel?: string;
}

const POLL_MS = 500;

/** Delivers again: one delivery by its id, or all that the filter selects, and then waits until it is through. */
export async function replay(
  session: Session,
  id: string | undefined,
  options: ReplayOptions,
): Promise<ExitCode> {
  const filter = deliveryFilter(options, Date.now());
  const isFiltered = Object.keys(filter).length > 0;
  const begun = [options.cancel, options.follow].filter((one) => one !== undefined);
  if (begun.length > 1 || (begun.length === 1 && (id !== undefined || isFiltered || options.dryRun === true)))
    throw new UsageError('--follow and --cancel are of a replay that was begun: give one of them, alone');
  if (options.cancel !== undefined) return cancelReplay(session, options.cancel);
  if (options.follow !== undefined) return followReplay(session, options.follow);
  if (id === undefined && !isFiltered)
    throw new UsageError(
      'what to replay? Name a delivery, or narrow deliveries down, such as --status dead --from 2h',
    );
  if (id !== undefined && (isFiltered || options.dryRun === true))
    throw new UsageError('either one delivery by its id, or a filter; --dry-run is for filters');
  if (id !== undefined) return replayOne(session, id);
  const { subscription } = await withSubscriptionId(session, options);
  return replayAll(session, subscription === undefined ? filter : { ...filter, subscription }, options);
}

async function replayOne(session: Session, id: string): Promise<ExitCode> {
  const { api, output } = session;
  const path = apiPath`/v1/tenants/${await session.tenant()}/deliveries/${id}/replay`;
  const answer = await api.post(path, replayAnswerSchema, {});
  output.document(answer);
  output.text(`${printable(answer.id)} is on its way again: attempt ${answer.attempt}`);
  return EXIT.ok;
}

async function cancelReplay(session: Session, id: string): Promise<ExitCode> {
  const path = apiPath`/v1/tenants/${await session.tenant()}/replays/${id}/cancel`;
  const cancelled = await session.api.post(path, replaySchema, {});
  told(session, cancelled);
  return EXIT.ok;
}

async function followReplay(session: Session, id: string): Promise<ExitCode> {
  const path = apiPath`/v1/tenants/${await session.tenant()}/replays/${id}`;
  return ended(session, await followed(session, await session.api.get(path, replaySchema), path));
}

async function replayAll(
  session: Session,
  filter: Readonly<Record<string, string | number>>,
  { dryRun, rate, wait }: ReplayOptions,
): Promise<ExitCode> {
  const { api, output } = session;
  const path = apiPath`/v1/tenants/${await session.tenant()}/replays`;
  const started = await api.post(path, replayStartSchema, {
    ...filter,
    ...(rate === undefined ? {} : { perSecond: rate }),
    ...(dryRun === true ? { dryRun } : {}),
  });
  const { subscription } = filter;
  // Nothing of a subscription that is not there is another thing than nothing to do: its 404 says so.
  if (started.selected === 0 && typeof subscription === 'string')
    await api.request('GET', apiPath`/v1/tenants/${await session.tenant()}/subscriptions/${subscription}`);
  if (started.id === null || !wait) return told(session, started);
  output.note(
    `replay ${started.id} of ${started.selected} deliveries; Ctrl-C ends the waiting, not the replay`,
  );
  return ended(session, await followed(session, started, `${path}/${encodeURIComponent(started.id)}`));
}

const ended = (session: Session, replayed: ReplayStart): ExitCode => {
  const code = told(session, replayed);
  return session.surroundings.interrupted.aborted ? EXIT.interrupted : code;
};

/** Asks until it is through, or until it is interrupted: then it goes on without us. */
async function followed(session: Session, started: ReplayStart, path: string): Promise<ReplayStart> {
  const { api, output, surroundings } = session;
  const progress = startProgress(output, 'replaying', started.selected);
  try {
    let latest: ReplayStart = started;
    while (latest.state === 'running' && (await pause(POLL_MS, surroundings.interrupted))) {
      const now: Replay = await api.get(path, replaySchema);
      progress.update(now.replayed + now.skipped + now.failed, now.waiting ?? `${now.replayed} sent`);
      latest = now;
    }
    return latest;
  } finally {
    progress.stop();
  }
}

function told({ output }: Session, replayed: ReplayStart): ExitCode {
  output.document(replayed);
  const { state, selected, skippedBy, failures, failed, detail, id } = replayed;
  switch (state) {
    case 'dry-run':
      output.text(`${selected} deliveries would be replayed`);
      return EXIT.ok;
    case 'running':
      output.text(`replay ${id ?? ''} is at work: ${counts(replayed)}`);
      output.note(
        `it goes on by itself; deskhook replay --follow ${id ?? ''} waits for it, --cancel ends it`,
      );
      return EXIT.ok;
    case 'done':
    case 'cancelled':
    case 'failed':
      output.text(`replay ${id ?? ''} is ${state}: ${counts(replayed)}`);
      for (const [reason, count] of Object.entries(skippedBy)) output.text(`  skipped, ${reason}: ${count}`);
      if (detail !== null) output.failure(detail);
      for (const one of failures) output.note(`  ${printable(one.id)}: ${printable(one.detail)}`);
      return state === 'done' && failed === 0 ? EXIT.ok : EXIT.failed;
    default:
      return state satisfies never;
  }
}

const counts = ({ selected, replayed, skipped, failed }: ReplayStart): string =>
  `${replayed} of ${selected} sent, ${skipped} skipped, ${failed} failed`;

import { randomBytes } from 'node:crypto';
import {
  FailureError,
  REPLAY_SELECTED_MAX,
  type Replay,
  type ReplayFilter,
  type ReplayStart,
  type RpcRequest,
} from '@deskhook/contracts';
import { ID_RANDOM_BYTES, sortableId } from '@deskhook/domain';
import { currentCaller } from '@deskhook/runtime';
import { Injectable } from '@nestjs/common';
import { ReplayRunner } from './replay-runner.service.js';
import { ReplaysRepository, type NewReplay } from './replays.repository.js';
import { SelectionRepository } from './selection.repository.js';

/** Replays of one tenant that are at work at once. */
const RUNNING_MAX = 10;

/** Starts, shows and cancels replays of a selection. */
@Injectable()
export class ReplaysService {
  constructor(
    private readonly replays: ReplaysRepository,
    private readonly selection: SelectionRepository,
    private readonly runner: ReplayRunner,
  ) {}

  /** Starts a replay; `now` in epoch milliseconds. What is accepted or changes later does not belong to it. */
  async start(request: RpcRequest<'logs.replays.start'>, now: number): Promise<ReplayStart> {
    const { tenant, order, perSecond, dryRun } = request;
    const { kind } = order;
    const filter = fixed(order.filter, now);
    const selected = await this.selection.count({ tenant, kind, filter, createdAt: now, position: null });
    if (selected > REPLAY_SELECTED_MAX) throw tooMany();
    const id = sortableId('rpl', now, randomBytes(ID_RANDOM_BYTES));
    const startedBy = currentCaller()?.id ?? 'root';
    const replay: NewReplay = { tenant, id, kind, filter, perSecond, selected, startedBy, createdAt: now };
    if (dryRun) return dryRunOf(replay);
    const begun = await this.replays.create(replay, RUNNING_MAX);
    if (begun === null) throw tooManyRunning();
    this.runner.wake();
    return begun;
  }

  async get(tenant: string, id: string): Promise<Replay> {
    const replay = await this.replays.find(tenant, id);
    if (replay === null) throw unknownReplay(id);
    return replay;
  }

  async cancel(tenant: string, id: string): Promise<Replay> {
    const isCancelled = await this.replays.cancel(tenant, id);
    const replay = await this.get(tenant, id);
    if (!isCancelled && replay.state !== 'cancelled')
      throw new FailureError({ kind: 'conflict', detail: `It has ended already: it is ${replay.state}` });
    return replay;
  }
}

/** The filter with an end that does not move, so that what a replay sends is not selected by it again. */
function fixed(
  filter: Omit<ReplayFilter, 'to'> & { readonly to?: string | undefined },
  now: number,
): ReplayFilter {
  const end = filter.to === undefined ? now : Math.min(now, Date.parse(filter.to));
  if (filter.from !== undefined && Date.parse(filter.from) >= end)
    throw invalid('/from', 'must be before "to", which is at most the present');
  return { ...filter, to: new Date(end).toISOString() };
}

function dryRunOf({ tenant: _tenant, createdAt, ...replay }: NewReplay): ReplayStart {
  const at = new Date(createdAt).toISOString();
  const nothing = {
    replayed: 0,
    skipped: 0,
    skippedBy: {},
    failed: 0,
    failures: [],
    waiting: null,
    detail: null,
  };
  return { ...replay, ...nothing, id: null, state: 'dry-run', createdAt: at, updatedAt: at, endedAt: at };
}

function invalid(pointer: string, detail: string): FailureError {
  return new FailureError({
    kind: 'invalid',
    detail: `${pointer}: ${detail}`,
    errors: [{ pointer, detail }],
  });
}

function tooMany(): FailureError {
  return invalid('/from', `selects more than ${REPLAY_SELECTED_MAX}: narrow it down, by time for example`);
}

function tooManyRunning(): FailureError {
  const detail = `${RUNNING_MAX} replays are at work: wait for one, or cancel it`;
  return new FailureError({ kind: 'conflict', detail });
}

function unknownReplay(id: string): FailureError {
  return new FailureError({ kind: 'not-found', detail: `There is no replay "${id}"` });
}

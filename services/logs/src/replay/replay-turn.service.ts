import { TransientError } from '@deskhook/contracts';
import type { Logger } from '@deskhook/runtime';
import type { Turn } from '../turns/turn-loop.js';
import { ItemReplayService } from './item-replay.service.js';
import { tally, type ItemOutcome, type ReplayItem } from './replay-item.js';
import { ReplayPressure } from './replay-pressure.js';
import { SelectionRepository } from './selection.repository.js';
import { ReplayWorkRepository, type ReplayClaim, type ReplayTurn } from './replay-work.repository.js';

/** Sent at once. */
const PARALLEL = 3;
const BATCH_MAX = 200;
/** Turns in a second, where the pace allows so many. */
const TURNS_PER_SECOND = 4;
/** How long a replay is left alone when something is in its way. */
const WAIT_MS = 2_000;
/** Failures in a row of the work itself, not of what is sent, before the replay is given up. */
const FAULTS_MAX = 5;
const NOTHING: readonly (readonly [ReplayItem, ItemOutcome])[] = [];

export interface ReplayParts {
  readonly work: ReplayWorkRepository;
  readonly selection: SelectionRepository;
  readonly items: ItemReplayService;
  readonly pressure: ReplayPressure;
}

/** Takes one turn of a replay: a batch, so small that others come to theirs. */
export class ReplayTurnService {
  constructor(
    private readonly parts: ReplayParts,
    private readonly logger: Logger,
  ) {}

  async take(claim: ReplayClaim, { holder, isOver }: Turn): Promise<void> {
    const { work } = this.parts;
    try {
      const waiting = await this.parts.pressure.reason();
      if (waiting !== null) return await this.pause(claim, holder, waiting, claim.faults);
      const batch = claim.batch ?? (await this.parts.selection.next(claim, batchSize(claim.perSecond)));
      if (batch.length === 0) return await work.end(claim, holder, null);
      if (claim.batch === null && !(await work.begin(claim, holder, batch))) return;
      await this.send({ ...claim, batch: [...batch] }, holder, isOver);
    } catch (error) {
      await this.failed(claim, holder, error);
    }
  }

  private async send(claim: ReplayClaim, holder: string, isOver: () => boolean): Promise<void> {
    const begunAt = Date.now();
    const batch = claim.batch ?? [];
    const outcomes: (readonly [ReplayItem, ItemOutcome])[] = [];
    let waiting: string | null = null;
    while (outcomes.length < batch.length && waiting === null && !isOver()) {
      const part = batch.slice(outcomes.length, outcomes.length + PARALLEL);
      try {
        outcomes.push(...(await this.sendPart(claim, part)));
      } catch (error) {
        if (!(error instanceof TransientError)) throw error;
        waiting = error.message;
      }
    }
    const pauseMs = waiting === null ? paceMs(claim.perSecond, outcomes.length, begunAt) : WAIT_MS;
    const rest = batch.slice(outcomes.length);
    await this.settle(claim, holder, { tally: tally(outcomes), rest, pauseMs, waiting, faults: 0 });
  }

  /** All of a part, or none: those that were sent are not sent twice, since their ids are known. */
  private sendPart(claim: ReplayClaim, part: readonly ReplayItem[]) {
    return Promise.all(
      part.map(
        async (item) => [item, await this.parts.items.replay(claim.kind, claim.tenant, item)] as const,
      ),
    );
  }

  private pause(claim: ReplayClaim, holder: string, waiting: string, faults: number): Promise<void> {
    const nothing = { tally: tally(NOTHING), rest: 'kept' } as const;
    return this.settle(claim, holder, { ...nothing, pauseMs: WAIT_MS, waiting, faults });
  }

  private async settle(claim: ReplayClaim, holder: string, turn: ReplayTurn): Promise<void> {
    const isOurs = await this.parts.work.settle(claim, holder, turn);
    const { tenant, id: replay } = claim;
    if (!isOurs) this.logger.warn({ tenant, replay }, 'replay.taken-over');
  }

  /** The claim of a process that cannot even say so runs out by itself. */
  private async failed(claim: ReplayClaim, holder: string, error: unknown): Promise<void> {
    const { tenant, id: replay } = claim;
    const reason = error instanceof Error ? error.message : String(error);
    if (error instanceof TransientError) {
      this.logger.warn({ tenant, replay, reason }, 'replay.interrupted');
      return this.pause(claim, holder, reason, claim.faults).catch(() => undefined);
    }
    const faults = claim.faults + 1;
    this.logger.error({ tenant, replay, faults, reason }, 'replay.failed');
    const detail = 'An unexpected error; the log of the service "logs" has it';
    if (faults < FAULTS_MAX) return this.pause(claim, holder, detail, faults);
    return this.parts.work.end(claim, holder, detail);
  }
}

function batchSize(perSecond: number): number {
  if (perSecond === 0) return BATCH_MAX;
  return Math.min(BATCH_MAX, Math.max(1, Math.ceil(perSecond / TURNS_PER_SECOND)));
}

/** How long until the next turn, so that the pace holds; what sending took is part of it. */
function paceMs(perSecond: number, sent: number, begunAt: number): number {
  if (perSecond === 0) return 0;
  return Math.max(0, (sent * 1_000) / perSecond - (Date.now() - begunAt));
}

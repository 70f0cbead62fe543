import type { Logger } from '@deskhook/runtime';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { TurnLoop } from '../turns/turn-loop.js';
import { ReplayTurnService } from './replay-turn.service.js';
import { ReplayWorkRepository, type ReplayClaim } from './replay-work.repository.js';

/** Replays that a process works on at once. */
const WORKERS = 2;

/** Works on replays, whoever began them, for as long as the service runs: any replica goes on where another ended. */
export class ReplayRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: TurnLoop<ReplayClaim>;

  constructor(work: ReplayWorkRepository, turns: ReplayTurnService, logger: Logger) {
    const name = 'replays';
    const claim = (holder: string, holdMs: number) => work.claim(holder, holdMs);
    this.loop = new TurnLoop({ name, claim, take: (taken, turn) => turns.take(taken, turn) }, logger);
  }

  onApplicationBootstrap(): void {
    this.loop.start(WORKERS);
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }

  /** There is a new one. */
  wake(): void {
    this.loop.wake();
  }
}

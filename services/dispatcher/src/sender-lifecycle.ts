import type { OnApplicationShutdown } from '@nestjs/common';
import type { HttpSender } from './egress/http-sender.js';
import type { Lanes } from './lanes/lanes.js';

/** Connections end after the last request: lanes may have some in flight when all consumers have stopped. */
export class SenderLifecycle implements OnApplicationShutdown {
  constructor(
    private readonly sender: HttpSender,
    private readonly lanes: Lanes,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.lanes.ended();
    await this.sender.close();
  }
}

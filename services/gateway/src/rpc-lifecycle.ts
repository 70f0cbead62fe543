import { RpcClient } from '@deskhook/runtime';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';

/** Ends the connection for calls to other services with the gateway. */
@Injectable()
export class RpcLifecycle implements OnApplicationShutdown {
  constructor(private readonly rpc: RpcClient) {}

  onApplicationShutdown(): void {
    this.rpc.close();
  }
}

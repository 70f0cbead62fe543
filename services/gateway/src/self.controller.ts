import { Controller } from '@nestjs/common';
import { CurrentCaller, type Caller } from './caller.js';
import { Handles } from './handles.decorator.js';
import { selfOperations as operations } from './operations/self.operations.js';
import { SelfService } from './self.service.js';

@Controller()
export class SelfController {
  constructor(private readonly self: SelfService) {}

  @Handles(operations.get)
  get(@CurrentCaller() caller: Caller) {
    return this.self.describe(caller);
  }
}

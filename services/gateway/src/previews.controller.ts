import { Controller } from '@nestjs/common';
import { Handles } from './handles.decorator.js';
import { Input } from './input.decorator.js';
import type { InputOf } from './operation.js';
import { previewOperations as operations } from './operations/previews.operations.js';
import { PreviewService } from './preview.service.js';

@Controller()
export class PreviewsController {
  constructor(private readonly previews: PreviewService) {}

  @Handles(operations.preview)
  preview(@Input() { params, body }: InputOf<typeof operations.preview>) {
    return this.previews.preview(params.tenant, body);
  }

  @Handles(operations.backtest)
  backtest(@Input() { params, body }: InputOf<typeof operations.backtest>) {
    return this.previews.backtest(params.tenant, body);
  }
}

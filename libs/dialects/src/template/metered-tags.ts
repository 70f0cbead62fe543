import { CaseTag, type Context, type Emitter, evalToken, ForTag, toValue } from 'liquidjs';
import { breadthOf, weightOf } from './work-meter.js';

/** `for` takes the elements of the whole collection before it takes the first. */
export class MeteredForTag extends ForTag {
  override *render(context: Context, emitter: Emitter): ReturnType<ForTag['render']> {
    context.memoryLimit.use(breadthOf(toValue(yield evalToken(this.collection, context))));
    return yield* super.render(context, emitter);
  }
}

/** `case` compares with each `when` until one is equal. */
export class MeteredCaseTag extends CaseTag {
  override *render(context: Context, emitter: Emitter): ReturnType<CaseTag['render']> {
    const comparisons = this.branches.reduce((count, branch) => count + branch.values.length, 0);
    const target = yield this.value.value(context);
    context.memoryLimit.use(comparisons * weightOf(toValue(target)));
    yield* super.render(context, emitter);
  }
}

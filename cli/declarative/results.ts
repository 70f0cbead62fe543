import type { Output } from '../output.js';
import type { Outcome, Result } from './carry-out.js';
import { subjectOf, type Step } from './plan.js';
import { shownChanges } from './show-step.js';

/** What became of a step, or what would. */
export type PlannedResult = Pick<Result, 'step' | 'id' | 'error'> & { readonly outcome: Outcome | Prospect };
type Prospect = 'would be created' | 'would be updated' | 'would be deleted';

/** What the steps would come to. */
export function plannedResults(steps: readonly Step[]): readonly PlannedResult[] {
  return steps.map((step) => ({
    step,
    outcome: prospect(step),
    id: step.kind === 'create' ? null : step.live.id,
    error: null,
  }));
}

function prospect({ kind }: Step): PlannedResult['outcome'] {
  switch (kind) {
    case 'create':
      return 'would be created';
    case 'update':
      return 'would be updated';
    case 'unchanged':
      return 'unchanged';
    case 'delete':
      return 'would be deleted';
    default:
      return kind satisfies never;
  }
}

export function writeResults(output: Output, results: readonly PlannedResult[]): void {
  output.table(
    [
      { head: 'TENANT', cell: ({ step }) => step.tenant },
      { head: 'KIND', cell: ({ step }) => subjectOf(step).kind },
      { head: 'NAME', cell: ({ step }) => subjectOf(step).name },
      { head: 'RESULT', cell: ({ outcome }) => outcome },
    ],
    results,
  );
}

/** For scripts. Values of changes are masked as in the diff. */
export function resultsDocument(results: readonly PlannedResult[], dryRun: boolean): object {
  return {
    dryRun,
    results: results.map(({ step, outcome, id, error }) => ({
      tenant: step.tenant,
      kind: subjectOf(step).kind,
      name: subjectOf(step).name,
      id,
      action: step.kind,
      outcome,
      changes: step.kind === 'update' ? shownChanges(step) : [],
      ...(error === null ? {} : { error: { message: error.message, errors: error.faults } }),
    })),
  };
}

/** One sentence on how far it came. */
export function summary(results: readonly PlannedResult[]): string {
  const count = (...outcomes: PlannedResult['outcome'][]) =>
    results.filter(({ outcome }) => outcomes.includes(outcome)).length;
  return `${count('created', 'updated', 'deleted')} applied, ${count('unchanged')} unchanged, ${count('failed')} failed, ${count('not tried')} not tried`;
}

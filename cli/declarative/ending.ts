import { CliError } from '../cli-error.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import type { Session } from '../session.js';
import type { Result } from './carry-out.js';
import { confirmed } from './confirm.js';
import { nameOf } from './manifest.js';
import { subjectOf, type Step } from './plan.js';
import { STDIN } from './read-sources.js';
import { resultsDocument, summary, writeResults } from './results.js';

interface DeletingOptions {
  readonly filename: readonly string[];
  readonly yes?: boolean;
}

/** Before anything is changed: whoever declines a deletion has seen the rest for the first time, too. Throws where it is declined. */
export async function assertMayDelete(
  session: Session,
  steps: readonly Step[],
  options: DeletingOptions,
): Promise<void> {
  const names = steps.filter(({ kind }) => kind === 'delete').map((step) => nameOf(subjectOf(step)));
  if (names.length === 0 || options.yes === true) return;
  const question = `Delete ${names.join(', ')}?`;
  if (await confirmed(session.surroundings, question, !options.filename.includes(STDIN))) return;
  throw new CliError('nothing was applied: the deletion was declined');
}

/** Tells what became of the steps, and where one failed. */
export function report({ output, surroundings }: Session, results: readonly Result[]): ExitCode {
  writeResults(output, results);
  output.document(resultsDocument(results, false));
  const failure = results.find(({ error }) => error !== null);
  if (failure === undefined || failure.error === null) {
    if (!results.some(({ outcome }) => outcome === 'not tried')) return EXIT.ok;
    output.note(`interrupted: ${summary(results)}`);
    return surroundings.interrupted.aborted ? EXIT.interrupted : EXIT.failed;
  }
  output.failure(`${nameOf(subjectOf(failure.step))}: ${failure.error.message}`, failure.error.faults);
  output.note(summary(results));
  const anyDone = results.some(({ outcome }) => ['created', 'updated', 'deleted'].includes(outcome));
  return anyDone ? EXIT.failed : failure.error.exitCode;
}

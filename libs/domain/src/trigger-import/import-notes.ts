import type { ImportLoss } from './imported-trigger.js';

/** Said of a condition that compares with an object or a list within a list. */
export const UNREADABLE_VALUE = 'has a value that cannot be read: write it as an id or a text';

/** Takes down what of a trigger is not carried over while it is being read. */
export class ImportNotes {
  private readonly noted: ImportLoss[] = [];
  private lostConditions = 0;

  get losses(): readonly ImportLoss[] {
    return this.noted;
  }

  get conditionLost(): boolean {
    return this.lostConditions > 0;
  }

  /** Something is done differently, or not at all. */
  lose(pointer: string, detail: string): null {
    this.noted.push({ pointer, detail });
    return null;
  }

  /** A condition is missing: the subscription fires at other times than the trigger. */
  loseCondition(pointer: string, detail: string): null {
    this.lostConditions += 1;
    return this.lose(pointer, detail);
  }
}

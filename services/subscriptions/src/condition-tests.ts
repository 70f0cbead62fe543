import type { Condition, ConditionTest } from '@deskhook/domain';

/** A test of a condition, and the JSON pointer to it. */
export interface PlacedTest {
  readonly pointer: string;
  readonly test: ConditionTest;
}

/** Every test of a condition; pointers begin with the pointer to the condition. */
export function placedTests(condition: Condition, pointer: string): PlacedTest[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.flatMap((one, index) => placedTests(one, `${pointer}/${condition.kind}/${index}`));
    case 'not':
      return placedTests(condition.of, `${pointer}/not`);
    case 'test':
      return [{ pointer, test: condition }];
    default:
      return condition satisfies never;
  }
}

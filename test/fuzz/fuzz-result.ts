/** What came of one kind of fuzzing. */
export interface FuzzResult {
  readonly name: string;
  readonly cases: number;
  readonly seed: number;
  readonly figures: Readonly<Record<string, number>>;
  /** What must not be, each with the number of its case where there is one. */
  readonly faults: readonly string[];
}

export interface FuzzSettings {
  readonly cases: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}

/** How often memory is looked at during a run. */
export const MEMORY_SAMPLES = 30;
export const FAULTS_MAX = 20;

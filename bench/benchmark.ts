/** A benchmark that `npm run bench -- <name>` runs. */
export interface Benchmark {
  readonly name: string;
  /** Its flags, for `--help`. */
  readonly usage: string;
  /** Measures, tells people through `say`, and gives what the JSON file shall hold. */
  run(flags: object, say: (line: string) => void): Promise<object>;
}

type ColumnType = 'text' | 'int' | 'int2' | 'int8' | 'float8' | 'bool' | 'json';
type Value = string | number | boolean | null;

/** Rows as parameters of a statement, one array for each column: Postgres plans the statement once for any number of rows. */
export class Columns {
  readonly parameters: (readonly Value[])[] = [];
  private readonly casts: string[] = [];
  private readonly names: string[] = [];

  /** `first` is the number of the first parameter. */
  constructor(private readonly first: number) {}

  add(name: string, type: ColumnType, values: readonly Value[]): this {
    this.names.push(name);
    this.casts.push(`$${this.first + this.parameters.length}::${type}[]`);
    this.parameters.push(values);
    return this;
  }

  /** The rows as an item of a FROM clause. */
  source(alias: string): string {
    return `unnest(${this.casts.join(', ')}) AS ${alias}(${this.names.join(', ')})`;
  }
}

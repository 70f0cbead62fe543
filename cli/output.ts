import { styleText } from 'node:util';
import type { Fault } from './cli-error.js';
import { jsonDocument, jsonLine, printable } from './printable.js';
import { tableLines, type Column } from './table.js';

/** Where a command writes: process.stdout and process.stderr, or what a test reads. */
export type TextStream = NodeJS.WritableStream & { readonly isTTY?: boolean };

export interface Streams {
  readonly stdout: TextStream;
  readonly stderr: TextStream;
}

export type Style = 'red' | 'green' | 'yellow' | 'cyan' | 'dim' | 'bold';

/**
 * Data goes to stdout, everything else to stderr. With `json` stdout is JSON and nothing else: one document, or a line for each
 * item where there is no end of them. Colours are for terminals, and NO_COLOR is honoured.
 */
export class Output {
  constructor(
    private readonly streams: Streams,
    readonly json: boolean,
  ) {}

  /** Whether a person looks at stderr: progress bars are for them. */
  get isWatched(): boolean {
    return !this.json && this.streams.stderr.isTTY === true;
  }

  /** Where progress is drawn. */
  get progressStream(): TextStream {
    return this.streams.stderr;
  }

  /** Data for people; the caller makes texts of others `printable`. Nothing with --json. */
  text(line = ''): void {
    if (!this.json) this.streams.stdout.write(`${line}\n`);
  }

  /** Data as it is, in either way of output: scripts, bodies. */
  raw(text: string): void {
    this.streams.stdout.write(text);
  }

  table<T>(columns: readonly Column<T>[], rows: readonly T[]): void {
    if (this.json) return;
    const [head = '', ...lines] = tableLines(columns, rows);
    this.text(this.styled('bold', head));
    for (const line of lines) this.text(line);
  }

  /** The one answer of a command, with --json. */
  document(value: unknown): void {
    if (this.json) this.streams.stdout.write(`${jsonDocument(value)}\n`);
  }

  /** One of many, with --json. */
  item(value: unknown): void {
    if (this.json) this.streams.stdout.write(`${jsonLine(value)}\n`);
  }

  /** A message about the work, on stderr. */
  note(message: string): void {
    this.streams.stderr.write(`${message}\n`);
  }

  /** A failure, on stderr: its sentence, and each fault with its place. */
  failure(message: string, faults: readonly Fault[] = []): void {
    this.note(`${styleText('red', 'error:', { stream: this.streams.stderr })} ${printable(message)}`);
    for (const { pointer, detail } of faults)
      this.note(`  ${pointer === '' ? '' : `${printable(pointer)}: `}${printable(detail)}`);
  }

  styled(style: Style, text: string): string {
    return styleText(style, text, { stream: this.streams.stdout });
  }
}

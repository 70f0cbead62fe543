import { open } from 'node:fs/promises';

const bytesMax = 16_384;
const linesMax = 15;
const lineLengthMax = 400;

/** The end of a log for the console, with its name: what went wrong usually stands there. */
export async function readLogTail(path: string): Promise<string> {
  const lines = (await readEnd(path)).trimEnd().split('\n').slice(-linesMax);
  const shown = lines.map((line) =>
    line.length > lineLengthMax ? `${line.slice(0, lineLengthMax)}…` : line,
  );
  return [`The end of ${path}:`, ...shown].join('\n');
}

async function readEnd(path: string): Promise<string> {
  try {
    await using file = await open(path, 'r');
    const { size } = await file.stat();
    const length = Math.min(size, bytesMax);
    const { buffer } = await file.read({ buffer: Buffer.alloc(length), position: size - length });
    return buffer.toString('utf8');
  } catch {
    return '';
  }
}

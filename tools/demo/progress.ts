const terminalMs = 200;
const plainMs = 2500;

/** One line that tells how far it is: rewritten in place on a terminal, repeated slowly elsewhere. */
export function showProgress(line: () => string): { stop(): void } {
  const { stdout } = process;
  const print = (): void => {
    if (stdout.isTTY) stdout.write(`\r${line().padEnd(stdout.columns - 1)}`);
    else stdout.write(`${line()}\n`);
  };
  const timer = setInterval(print, stdout.isTTY ? terminalMs : plainMs);
  const stop = (): void => {
    clearInterval(timer);
    print();
    if (stdout.isTTY) stdout.write('\n');
  };
  return { stop };
}

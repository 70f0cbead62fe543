let queued: (() => void)[] = [];

/**
 * Does work together with other such work at the end of the event loop's turn, after all input of the turn was read. The
 * NATS client writes to its socket in the microtask after each publication or acknowledgement, so those that are made
 * one by one cost a system call each; made in one go they leave in one write.
 */
export function atTurnEnd<T>(work: () => T | Promise<T>): Promise<T> {
  return new Promise((resolve, refuse) => {
    const start = () => {
      try {
        Promise.resolve(work()).then(resolve, refuse);
      } catch (error) {
        refuse(error);
      }
    };
    if (queued.push(start) === 1) setImmediate(drain);
  });
}

function drain(): void {
  const now = queued;
  queued = [];
  for (const start of now) start();
}

import { z } from 'zod';

/** What V8 writes with `--cpu-prof`; times are microseconds of the monotonic clock. */
const profileSchema = z.object({
  nodes: z.array(
    z.object({
      id: z.number(),
      callFrame: z.object({ functionName: z.string(), url: z.string(), lineNumber: z.number() }),
      children: z.array(z.number()).optional(),
    }),
  ),
  startTime: z.number(),
  samples: z.array(z.number()),
  timeDeltas: z.array(z.number()),
});

export interface Frame {
  readonly name: string;
  /** The npm package, the room of ours, `node:<module>`, or V8's own such as `(garbage collector)`. */
  readonly owner: string;
}

/** Time spent with the same stack, innermost frame first. */
export interface StackTime {
  readonly stack: readonly Frame[];
  readonly us: number;
}

type Window = readonly [fromUs: number, toUs: number];

/** The stacks of the profile with the time that each took inside the window, idle time left out. */
export function stackTimes(json: unknown, window: Window): readonly StackTime[] {
  const { nodes, samples, timeDeltas, startTime } = profileSchema.parse(json);
  const spent = new Map<number, number>();
  let now = startTime;
  for (const [index, id] of samples.entries()) {
    now += timeDeltas[index] ?? 0;
    const us = timeDeltas[index + 1] ?? 0;
    if (now >= window[0] && now <= window[1]) spent.set(id, (spent.get(id) ?? 0) + us);
  }
  const parents = new Map(nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id])));
  const frames = new Map(nodes.map((node) => [node.id, frameOf(node.callFrame)]));
  return [...spent]
    .map(([id, us]) => ({ stack: stackOf(id, parents, frames), us }))
    .filter(({ stack }) => stack[0]?.name !== '(idle)');
}

function stackOf(
  id: number,
  parents: ReadonlyMap<number, number>,
  frames: ReadonlyMap<number, Frame>,
): Frame[] {
  const stack: Frame[] = [];
  for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
    const frame = frames.get(at);
    if (frame !== undefined && frame.name !== '(root)') stack.push(frame);
  }
  return stack;
}

interface CallFrame {
  readonly functionName: string;
  readonly url: string;
  readonly lineNumber: number;
}

function frameOf({ functionName, url, lineNumber }: CallFrame): Frame {
  const file = url.split('/').at(-1) ?? '';
  const name = functionName === '' ? '(anonymous)' : functionName;
  return { name: url === '' ? name : `${name} ${file}:${lineNumber + 1}`, owner: ownerOf(name, url) };
}

function ownerOf(name: string, url: string): string {
  const npm = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url);
  if (npm?.[1] !== undefined) return npm[1];
  const own = /\/((?:libs|services|bench)\/[^/]+)\//.exec(url);
  if (own?.[1] !== undefined) return own[1];
  const internal = /^node:(?:internal\/)?([^/]+)/.exec(url);
  if (internal?.[1] !== undefined) return `node:${internal[1]}`;
  return name.startsWith('(') ? name : 'native';
}

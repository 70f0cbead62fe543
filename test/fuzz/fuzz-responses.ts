import { createServer, type Socket } from 'node:net';
import { parseAddressRanges } from '@deskhook/domain';
import { HttpSender } from '../../services/dispatcher/src/egress/http-sender.js';
import { Random } from '../chaos/random.js';
import { FAULTS_MAX, MEMORY_SAMPLES, type FuzzResult, type FuzzSettings } from './fuzz-result.js';
import { growth, residentMib } from './memory.js';
import { mutatedBytes } from './mutate.js';
import { oddAnswer } from './odd-answers.js';

const AT_ONCE = 256;
const TIMEOUT_MS = 400;
/** A machine that is busy with other things; what counts is that it ends. */
const LATE_MS = 30_000;
const URL_LENGTH = 2_048;

/** Garbage on raw sockets in answer to requests: each attempt ends, with an answer or an error that says what was wrong. */
export async function fuzzResponses({ cases, seed }: FuzzSettings): Promise<FuzzResult> {
  await using server = await startGarbageServer(seed);
  const sender = new HttpSender({
    policy: { allow: parseAddressRanges('127.0.0.0/8'), deny: [] },
    nameServers: [],
    proxy: null,
    tlsMin: '1.2',
  });
  const rejections: string[] = [];
  const onRejection = (reason: unknown): void => void rejections.push(`unhandled: ${String(reason)}`);
  process.on('unhandledRejection', onRejection);
  const faults: string[] = [];
  const memory: number[] = [];
  const answers: Record<string, number> = {};
  for (let nth = 0; nth < cases; nth += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, cases - nth) }, (_, place) => nth + place);
    for (const { answer, fault } of await Promise.all(some.map((one) => tryOne(sender, server.url, one)))) {
      answers[answer] = (answers[answer] ?? 0) + 1;
      if (fault !== null && faults.length < FAULTS_MAX) faults.push(`responses, seed ${seed}, ${fault}`);
    }
    if (nth % Math.max(AT_ONCE, Math.ceil(cases / MEMORY_SAMPLES)) < AT_ONCE)
      memory.push(await residentMib(process.pid));
  }
  await sender.close();
  process.off('unhandledRejection', onRejection);
  const grown = growth(memory);
  return {
    name: 'responses',
    cases,
    seed,
    figures: { ...answers, 'MiB at the end': memory.at(-1) ?? 0 },
    faults: [...faults, ...rejections.slice(0, FAULTS_MAX), ...(grown === null ? [] : [grown])],
  };
}

async function tryOne(sender: HttpSender, url: string, nth: number) {
  const begun = performance.now();
  try {
    const result = await sender.send({
      url: `${url}/${nth}`,
      headers: { 'content-type': 'application/json', 'content-length': '2' },
      privateHeaders: [],
      body: Buffer.from('{}'),
      timeoutMs: TIMEOUT_MS,
      connectTimeoutMs: TIMEOUT_MS,
      maxRedirects: nth % 3,
      httpsOnly: false,
      client: null,
    });
    const late =
      performance.now() - begun > LATE_MS ? `case ${nth} took ${performance.now() - begun} ms` : null;
    if (result.kind === 'response') return { answer: `HTTP ${Math.floor(result.code / 100)}xx`, fault: late };
    const isSaid =
      result.error !== '' && result.error.length <= URL_LENGTH && !result.error.includes('undefined');
    return { answer: 'error', fault: isSaid ? late : `case ${nth}: the error is "${result.error}"` };
  } catch (error) {
    return { answer: 'thrown', fault: `case ${nth}: thrown ${String(error)}` };
  }
}

async function startGarbageServer(seed: number): Promise<AsyncDisposable & { readonly url: string }> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined).on('close', () => open.delete(socket));
    socket.on('data', (data) => {
      const [, path = '0'] = /^\w+ \/(\d+)/.exec(data.toString('latin1')) ?? [];
      void answer(socket, new Random(seed * 1_000_037 + Number(path)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    [Symbol.asyncDispose]: async () => {
      for (const socket of open) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function answer(socket: Socket, random: Random): Promise<void> {
  const whole = oddAnswer(random);
  const bytes = random.chance(0.6) ? mutatedBytes(random, whole) : whole;
  if (random.chance(0.1)) socket.resetAndDestroy();
  else if (random.chance(0.3)) {
    const at = Math.floor(random.next() * bytes.length);
    socket.write(bytes.subarray(0, at));
    setImmediate(() => end(socket, random, bytes.subarray(at)));
  } else end(socket, random, bytes);
}

/** Mostly it hangs up: whoever waited for more would take the whole time-out for each case. */
function end(socket: Socket, random: Random, bytes: Buffer): void {
  if (socket.destroyed) return;
  if (random.chance(0.97)) socket.end(bytes);
  else socket.write(bytes);
}

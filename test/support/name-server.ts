// Test support: a real name server over UDP that answers as it is told.
import { createSocket, type RemoteInfo } from 'node:dgram';

/** Addresses of a name; none: it does not exist; `failure`: SERVFAIL; null: silence. */
export type Naming = (name: string, family: 4 | 6) => readonly string[] | 'failure' | null;

export interface NameServer {
  /** With its port, as resolvers take it. */
  readonly address: string;
  readonly questions: readonly { readonly name: string; readonly family: 4 | 6 }[];
  answer(naming: Naming): void;
  close(): Promise<void>;
}

const HEADER_BYTES = 12;
const TYPE_AAAA = 28;
const TYPE_A = 1;
const [OK, SERVER_FAILURE, NO_SUCH_NAME] = [0, 2, 3];
const ANSWER_HEAD = [0xc0, HEADER_BYTES];

export async function startNameServer(naming: Naming = () => []): Promise<NameServer> {
  const socket = createSocket('udp4');
  const questions: { name: string; family: 4 | 6 }[] = [];
  let current = naming;
  socket.on('message', (query: Buffer, { port, address }: RemoteInfo) => {
    const { name, family, end } = questionOf(query);
    questions.push({ name, family });
    const found = current(name, family);
    if (found !== null) socket.send(reply(query, end, found, family), port, address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${socket.address().port}`,
    questions,
    answer: (next) => {
      current = next;
    },
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

function questionOf(query: Buffer) {
  const labels: string[] = [];
  let at = HEADER_BYTES;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('ascii', at + 1, at + 1 + length));
    at += length + 1;
  }
  const family: 4 | 6 = query.readUInt16BE(at + 1) === TYPE_AAAA ? 6 : 4;
  return { name: labels.join('.').toLowerCase(), family, end: at + 5 };
}

function reply(query: Buffer, end: number, found: readonly string[] | 'failure', family: 4 | 6): Buffer {
  const addresses = found === 'failure' ? [] : found;
  const code = found === 'failure' ? SERVER_FAILURE : addresses.length === 0 ? NO_SUCH_NAME : OK;
  const head = Buffer.from(query.subarray(0, HEADER_BYTES));
  head.set([0x81, 0x80 | code], 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(addresses.length, 6);
  head.writeUInt32BE(0, 8);
  const records = addresses.map((address) => record(address, family));
  return Buffer.concat([head, query.subarray(HEADER_BYTES, end), ...records]);
}

/** Time to live 0: every question is asked anew. */
function record(address: string, family: 4 | 6): Buffer {
  const data = family === 4 ? address.split('.').map(Number) : bytesOf(address);
  const type = family === 4 ? TYPE_A : TYPE_AAAA;
  return Buffer.from([...ANSWER_HEAD, 0, type, 0, 1, 0, 0, 0, 0, 0, data.length, ...data]);
}

function bytesOf(address: string): number[] {
  const [head = '', tail] = address.split('::');
  const parts = (text: string) => (text === '' ? [] : text.split(':').map((part) => parseInt(part, 16)));
  const [before, after] = [parts(head), parts(tail ?? '')];
  const zeros = Array<number>(8 - before.length - after.length).fill(0);
  return [...before, ...zeros, ...after].flatMap((part) => [part >> 8, part & 0xff]);
}

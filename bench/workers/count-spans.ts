/** Fields on the way from an export request down to its spans: resource spans, scope spans, spans (OTLP, trace.proto). */
const PATH = [1, 2, 2];
const LENGTH_DELIMITED = 2;

/** How many spans an OTLP export request in protobuf holds. Only what is on the way to them is read. */
export function countSpans(request: Uint8Array, path: readonly number[] = PATH): number {
  const [wanted, ...below] = path;
  let count = 0;
  for (const { field, content } of fieldsOf(request)) {
    if (field !== wanted || content === null) continue;
    count += below.length === 0 ? 1 : countSpans(content, below);
  }
  return count;
}

interface Field {
  readonly field: number;
  /** Null of a number. */
  readonly content: Uint8Array | null;
}

function* fieldsOf(bytes: Uint8Array): Generator<Field> {
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let scale = 1; at < bytes.length; scale *= 128) {
      const byte = bytes[at++] ?? 0;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) break;
    }
    return value;
  };
  while (at < bytes.length) {
    const tag = varint();
    const [field, type] = [Math.floor(tag / 8), tag % 8];
    if (type === LENGTH_DELIMITED) {
      const length = varint();
      yield { field, content: bytes.subarray(at, at + length) };
      at += length;
    } else {
      if (type === 0) varint();
      else at += type === 1 ? 8 : 4;
      yield { field, content: null };
    }
  }
}

/** Many byte strings as one parameter of a statement: all of them, and where each begins. */
export class PackedParts {
  private readonly parts: Uint8Array[] = [];
  private length = 0;

  /** Where the bytes will be; for none, a place before the first. */
  add(bytes: Uint8Array | null): { readonly begin: number | null; readonly length: number } {
    if (bytes === null) return { begin: null, length: 0 };
    const place = { begin: this.length, length: bytes.length };
    this.parts.push(bytes);
    this.length += bytes.length;
    return place;
  }

  all(): Buffer {
    return Buffer.concat(this.parts);
  }
}

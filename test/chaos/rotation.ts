/** The gateways that get new requests, taken in turn. */
export class Rotation {
  readonly #members: URL[];
  #turn = 0;

  constructor(urls: readonly string[]) {
    this.#members = urls.map((url) => new URL(url));
  }

  next(): URL {
    const member = this.#members[this.#turn++ % this.#members.length];
    if (member === undefined) throw new RangeError('there is no gateway left in the rotation');
    return member;
  }

  /** From now on it gets nothing new. */
  takeOut(url: string): void {
    const place = this.#members.findIndex(({ href }) => href === new URL(url).href);
    if (place >= 0) this.#members.splice(place, 1);
  }

  putIn(url: string): void {
    this.#members.push(new URL(url));
  }
}

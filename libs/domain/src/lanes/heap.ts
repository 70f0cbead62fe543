/** A binary heap: hands out the smallest first. */
export class Heap<T> {
  private readonly items: T[] = [];

  constructor(private readonly measure: (item: T) => number) {}

  get first(): T | undefined {
    return this.items[0];
  }

  push(item: T): void {
    this.items.push(item);
    this.rise(this.items.length - 1);
  }

  pop(): T | undefined {
    const [first] = this.items;
    const last = this.items.pop();
    if (this.items.length > 0 && last !== undefined) {
      this.items[0] = last;
      this.sink(0);
    }
    return first;
  }

  private rise(from: number): void {
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (!this.swapIfSmaller(place, above)) return;
      place = above;
    }
  }

  private sink(from: number): void {
    let place = from;
    for (;;) {
      const left = 2 * place + 1;
      const below = this.isSmaller(left + 1, left) ? left + 1 : left;
      if (!this.swapIfSmaller(below, place)) return;
      place = below;
    }
  }

  private swapIfSmaller(one: number, two: number): boolean {
    if (!this.isSmaller(one, two)) return false;
    const [a, b] = [this.items[one], this.items[two]];
    if (a === undefined || b === undefined) return false;
    this.items[one] = b;
    this.items[two] = a;
    return true;
  }

  private isSmaller(one: number, two: number): boolean {
    const [a, b] = [this.items[one], this.items[two]];
    return a !== undefined && b !== undefined && this.measure(a) < this.measure(b);
  }
}

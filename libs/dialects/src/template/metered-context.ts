import { Context, type Emitter, type Liquid, type Scope } from 'liquidjs';
import { textOf } from './text-of.js';
import { breadthOf, type WorkMeter } from './work-meter.js';

const READ_UNITS = 5;
/** What `where` and its like do for each element. */
const SPAWN_UNITS = 40;

/** Names that the engine finds; without a prototype, so that it finds no others. */
export type Names = Readonly<Record<string, unknown>>;

/** Where the engine looks up names: every read, step and allocation is charged to the meter. */
export class MeteredContext extends Context {
  private assigned: Scope = noNames();

  constructor(
    readonly meter: WorkMeter,
    readonly engine: Liquid,
    values: object,
    limits?: Pick<Context, 'memoryLimit' | 'renderLimit'>,
  ) {
    super(values, engine.options, { sync: true }, { liquid: engine, ...limits });
    if (limits !== undefined) return;
    this.memoryLimit.use = meter.spend;
    // The engine passes the time here before each step; it is the steps that count.
    this.renderLimit.check = meter.step;
  }

  override spawn(values: object = {}): MeteredContext {
    this.meter.spend(SPAWN_UNITS);
    return new MeteredContext(this.meter, this.engine, values, this);
  }

  override readProperty(owner: Scope, key: Parameters<Context['readProperty']>[1]): unknown {
    this.meter.spend(key === 'size' ? breadthOf(owner) : READ_UNITS);
    return super.readProperty(owner, key);
  }

  /** What `assign` writes to. */
  override bottom(): Scope {
    return this.assigned;
  }

  /** Renders one text: what it assigns holds within it. */
  text<T>(render: () => T): T {
    this.assigned = noNames();
    this.push(this.assigned);
    const rendered = render();
    this.pop();
    return rendered;
  }

  /** Renders with further names, which hide those of the same name outside. */
  within<T>(names: Names, render: () => T): T {
    this.push(Object.assign(noNames(), names));
    const rendered = render();
    this.pop();
    return rendered;
  }
}

/** Collects a text; what is written is charged. */
export function meteredEmitter(meter: WorkMeter): Emitter {
  return {
    buffer: '',
    write(value: unknown) {
      const text = textOf(value);
      meter.spend(text.length);
      this.buffer += text;
    },
  };
}

function noNames(): Scope {
  return Object.create(null);
}

import { inspect } from 'node:util';
import { diag, DiagLogLevel, type DiagLogger } from '@opentelemetry/api';

type Level = 'debug' | 'info' | 'warn';

const QUIET_MS = 60_000;
/** Kinds of lines that are remembered. */
const KINDS_MAX = 100;
const TEXT_MAX = 500;

/** By the names of `OTEL_LOG_LEVEL`. */
const LEVELS: Readonly<Record<string, DiagLogLevel>> = {
  none: DiagLogLevel.NONE,
  error: DiagLogLevel.ERROR,
  warn: DiagLogLevel.WARN,
  info: DiagLogLevel.INFO,
  debug: DiagLogLevel.DEBUG,
  verbose: DiagLogLevel.VERBOSE,
  all: DiagLogLevel.ALL,
};

/**
 * Has the faults of telemetry itself told as lines of the log: settings that are unknown, a collector that refuses, a queue that
 * is full. To be called before anything of the SDK, which tells nobody otherwise. `OTEL_LOG_LEVEL` is `warn` unless set.
 */
export function tellFaults(service: string, env: NodeJS.ProcessEnv): void {
  const logLevel = LEVELS[env['OTEL_LOG_LEVEL']?.trim().toLowerCase() ?? ''] ?? DiagLogLevel.WARN;
  // The SDK would put a logger of its own in place of this one.
  delete env['OTEL_LOG_LEVEL'];
  // Standard output is the services', which write into it without waiting: two writers could get into each other's lines.
  const write = (line: string): void => void process.stderr.write(line);
  diag.setLogger(diagLines(service, write, Date.now), { logLevel, suppressOverrideMessage: true });
}

/**
 * Writes what OpenTelemetry's SDK has to say as lines like the services'. A fault repeats with every export: it is told once a
 * minute, and how often it came since.
 * @param now in epoch milliseconds
 */
export function diagLines(service: string, write: (line: string) => void, now: () => number): DiagLogger {
  const quiet = new QuietFaults();
  const say =
    (level: Level) =>
    (message: string, ...rest: unknown[]): void => {
      const at = now();
      const detail = textOf([message, ...rest]);
      const since = quiet.since(detail, at);
      if (since === null) return;
      const head = { level, time: new Date(at).toISOString(), service, event: 'telemetry.fault', detail };
      write(`${JSON.stringify(since === 0 ? head : { ...head, unsaid: since })}\n`);
    };
  // Deliveries go on without their traces: nobody has to get up for it.
  return {
    error: say('warn'),
    warn: say('warn'),
    info: say('info'),
    debug: say('debug'),
    verbose: say('debug'),
  };
}

/** What was told lately. Texts that differ in their figures alone are one kind. */
class QuietFaults {
  private readonly kinds = new Map<string, { readonly toldAt: number; unsaid: number }>();

  /** How often it was kept quiet since it was told; null: it is to be kept quiet now. */
  since(text: string, now: number): number | null {
    const kind = text.replaceAll(/\d+/g, '0');
    const known = this.kinds.get(kind);
    if (known !== undefined && now - known.toldAt < QUIET_MS) {
      known.unsaid += 1;
      return null;
    }
    if (known === undefined && this.kinds.size >= KINDS_MAX) this.kinds.clear();
    this.kinds.set(kind, { toldAt: now, unsaid: 0 });
    return known?.unsaid ?? 0;
  }
}

function textOf(parts: readonly unknown[]): string {
  const text = parts.map((part) => (typeof part === 'string' ? faultIn(part) : plain(part))).join(' ');
  return text.slice(0, TEXT_MAX);
}

/** The SDK tells of errors as JSON of all their properties, the stack first. */
function faultIn(text: string): string {
  if (!text.startsWith('{')) return text;
  const error = jsonOf(text);
  if (typeof error !== 'object' || error === null || !('message' in error)) return text;
  const code = 'code' in error ? ` (${String(error.code)})` : '';
  const answer = 'data' in error ? `: ${String(error.data)}` : '';
  const name = 'name' in error ? `${String(error.name)}: ` : '';
  return `${name}${String(error.message)}${code}${answer}`;
}

function plain(part: unknown): string {
  return part instanceof Error
    ? `${part.name}: ${part.message}`
    : inspect(part, { depth: 2, breakLength: Infinity });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

import type { TlsMaterial } from '../local-stack/loopback-certificate.js';
import type { DemoDialect } from './dialect-readers.js';
import { type DialectCount, DialectReceivers } from './dialect-receivers.js';
import { dialectDeliveriesOf, ensureDialectSubscriptions } from './dialect-subscriptions.js';
import type { GatewayClient } from './gateway-client.js';
import type { HelpdeskEvent } from './map-event.js';

const descriptions: Readonly<Record<DemoDialect, readonly [name: string, check: string]>> = {
  supportcandy: ['SupportCandy', 'X-WPSC-Webhook-Signature over the raw body'],
  supportbee: ['SupportBee', 'unsigned; payload.action_type understood'],
  supportgenix: ['Support Genix', 'unsigned; form understood'],
  movidesk: ['Movidesk', 'token in the address; Actions[0] understood'],
  shahiassist: ['ShahiAssist', 'X-Shahi-Assist-Signature by its Node sample, over https'],
};

/** Its receiver's certificate is not among those that the operator told Deskhook to trust. */
const LEFT_OUT =
  '  ShahiAssist    left out: it is only sent to https, and DESKHOOK_EGRESS_CA_FILE is set already';

/** The part of the demo that speaks the five helpdesks' formats, each to a receiver of its own. */
export class DialectDemo {
  readonly #receivers = new DialectReceivers();
  readonly #expected = new Map<DemoDialect, number>();

  async start(gateway: GatewayClient, tls: TlsMaterial | undefined): Promise<void> {
    const urls = await this.#receivers.listen(tls);
    for (const [name, secret] of await ensureDialectSubscriptions(gateway, urls)) {
      this.#receivers.setSecret(name, secret);
      this.#expected.set(name, 0);
    }
  }

  /** To be called before the event is published. */
  expect(event: HelpdeskEvent, id: string): void {
    for (const [name, count] of this.#expected)
      this.#expected.set(name, count + dialectDeliveriesOf(name, event, id));
  }

  get expected(): number {
    return sum(this.#expected.values());
  }

  get accepted(): number {
    return sum([...this.#receivers.counts.values()].map(({ accepted }) => accepted));
  }

  get hasAll(): boolean {
    return [...this.#expected].every(([name, count]) => (this.#count(name)?.accepted ?? 0) >= count);
  }

  /** One line for each receiver. */
  table(): string {
    const rows = [...this.#expected].map(([name, expected]) => {
      const { accepted = 0, refused = 0, events } = this.#count(name) ?? {};
      const [title, check] = descriptions[name];
      const probes = refused === 0 ? '' : ` (${refused} were refused first, then sent in its other form)`;
      const counted = `${accepted} of ${expected}`.padStart(14);
      return `  ${title.padEnd(14)}${counted}   ${events?.size ?? 0} kinds of event; ${check}${probes}`;
    });
    const title = `The same events in the formats of five helpdesks, ${this.expected} deliveries more:`;
    return [title, ...rows, ...(this.#expected.has('shahiassist') ? [] : [LEFT_OUT])].join('\n');
  }

  #count(name: DemoDialect): DialectCount | undefined {
    return this.#receivers.counts.get(name);
  }
}

function sum(numbers: Iterable<number>): number {
  return [...numbers].reduce((total, number) => total + number, 0);
}

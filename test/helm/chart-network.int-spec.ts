import { expect, test } from '@jest/globals';
import ipaddr from 'ipaddr.js';
import { ALL_ON, describeChart, QUICKSTART, render, REQUIRED, type Rendered } from './chart.js';
import { policySchema, type IpBlock, type Policy } from './objects.schema.js';
import { byKind, HOOKS, podsOf, SERVICES } from './pods.js';

/** Who hands out credentials of a cloud, or of its machines. */
const METADATA = [
  '169.254.169.254',
  '169.254.170.2',
  '168.63.129.16',
  '100.100.100.200',
  '192.0.0.192',
  'fd00:ec2::23',
  'fd00:ec2::254',
  'fd00:42::42',
  'fd20:ce::254',
  'fe80::a9fe:a9fe',
  '64:ff9b::a9fe:a9fe',
  '64:ff9b::a83f:8110',
];
const PRIVATE = [
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.0.1',
  '100.64.0.1',
  '127.0.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  'fd12::1',
  'fe80::1',
  'ff02::1',
  '64:ff9b::a00:1',
];
const PUBLIC = ['1.1.1.1', '93.184.216.34', '172.32.0.1', '100.128.0.1', '2606:4700:4700::1111'];

const policies = (rendered: Rendered): ReadonlyMap<string, Policy> =>
  new Map([...byKind(rendered, 'NetworkPolicy')].map(([name, { spec }]) => [name, policySchema.parse(spec)]));

const blocksOf = (policy: Policy | undefined): readonly IpBlock[] =>
  policy?.egress.flatMap(({ to }) => to.flatMap(({ ipBlock }) => ipBlock ?? [])) ?? [];

function within(address: string, range: string): boolean {
  const one = ipaddr.parse(address);
  const [base, bits] = ipaddr.parseCIDR(range);
  return one.kind() === base.kind() && one.match(base, bits);
}

const reaches = (blocks: readonly IpBlock[], address: string) =>
  blocks.some(({ cidr, except }) => within(address, cidr) && !except.some((range) => within(address, range)));

describeChart('what pods may reach', () => {
  test('is nothing, but what a policy of theirs says', async () => {
    for (const values of [REQUIRED, ALL_ON, QUICKSTART]) {
      const rendered = await render(values);
      const all = policies(rendered);
      expect(all.get('default-deny')).toEqual({
        podSelector: {
          matchLabels: { 'app.kubernetes.io/name': 'deskhook', 'app.kubernetes.io/instance': 'dh' },
        },
        policyTypes: ['Ingress', 'Egress'],
        ingress: [],
        egress: [],
      });
      for (const { labels, component } of podsOf(rendered)) {
        const mine = [...all].filter(
          ([name, { podSelector }]) => name !== 'default-deny' && isSelected(podSelector, labels),
        );
        expect(mine.map(([name]) => name)).toEqual([component]);
      }
    }
  });

  test('is the internet for the dispatcher alone', async () => {
    for (const values of [REQUIRED, ALL_ON, QUICKSTART])
      for (const [name, policy] of policies(await render(values)))
        expect(blocksOf(policy).length > 0).toBe(name === 'dispatcher');
  });

  test('is the public internet, and neither private addresses nor metadata', async () => {
    const blocks = blocksOf(policies(await render(REQUIRED)).get('dispatcher'));
    expect(PUBLIC.filter((address) => !reaches(blocks, address))).toEqual([]);
    expect([...PRIVATE, ...METADATA].filter((address) => reaches(blocks, address))).toEqual([]);
  });

  test('is never metadata, whatever is allowed', async () => {
    const egressAllow = [
      '10.0.0.0/8',
      '169.0.0.0/8',
      '::/0',
      'fd00::/8',
      'fe80::/10',
      '64:ff9b::/96',
      '0.0.0.0/0',
      '192.168.7.7',
    ];
    const config = { egressAllow: egressAllow.join(', ') };
    const networkPolicy = { dispatcher: { allow: ['168.0.0.0/6', 'fd00:ec2::/32'] } };
    const blocks = blocksOf(policies(await render({ ...REQUIRED, config, networkPolicy })).get('dispatcher'));
    expect(METADATA.filter((address) => reaches(blocks, address))).toEqual([]);
    for (const address of ['10.1.2.3', '169.1.2.3', 'fd12::1', '64:ff9b::a00:1', '192.168.7.7', '168.1.1.1'])
      expect({ address, reached: reaches(blocks, address) }).toEqual({ address, reached: true });
  });

  test.each(['169.254.169.254', '169.254.0.0/24', 'fd00:ec2::254/128', '168.63.129.16/32'])(
    'cannot be the metadata address %s by name',
    async (range) => {
      await expect(render({ ...REQUIRED, config: { egressAllow: [range] } })).rejects.toThrow(
        /config\.egressAllow.*metadata/,
      );
    },
  );

  test('is also name servers and a proxy of its own, where they have addresses', async () => {
    const ways = async (egressDns: string | readonly string[], egressProxy: string) => {
      const rendered = await render({ ...REQUIRED, config: { egressDns, egressProxy } });
      const rules = policies(rendered).get('dispatcher')?.egress ?? [];
      return rules.flatMap(({ to, ports }) =>
        to.flatMap(({ ipBlock }) =>
          ipBlock === undefined || ipBlock.except.length > 0
            ? []
            : [`${ipBlock.cidr} ${ports.map((one) => `${one.protocol}:${one.port}`).join(' ')}`],
        ),
      );
    };
    expect(await ways('10.0.0.53, [fd00::53]:5353 fd00::54,8.8.8.8:5300', 'http://10.1.2.3:3128')).toEqual([
      '10.0.0.53/32 UDP:53 TCP:53',
      'fd00::53/128 UDP:5353 TCP:5353',
      'fd00::54/128 UDP:53 TCP:53',
      '8.8.8.8/32 UDP:5300 TCP:5300',
      '10.1.2.3/32 TCP:3128',
    ]);
    // A cache on the node is said in networkPolicy.dns.to; a name is no address.
    expect(await ways(['169.254.20.10', '169.254.169.254:80'], 'http://proxy.example:3128')).toEqual([]);
    expect(await ways('', 'http://169.254.169.254')).toEqual([]);
  });

  test('is name servers on the ports that they have in this cluster', async () => {
    const networkPolicy = { dns: { ports: [53, 5353] } };
    for (const [name, { egress }] of policies(await render({ ...REQUIRED, networkPolicy })))
      if (name !== 'default-deny')
        expect(egress[0]?.ports).toEqual([
          { protocol: 'UDP', port: 53 },
          { protocol: 'TCP', port: 53 },
          { protocol: 'UDP', port: 5353 },
          { protocol: 'TCP', port: 5353 },
        ]);
  });

  test('is said in ranges that Kubernetes takes: the excepted lie within, and are smaller', async () => {
    const egressAllow = ['10.0.0.0/8', '169.0.0.0/8', 'fd00::/8', '::/0', '192.168.7.7'];
    for (const { cidr, except } of blocksOf(
      policies(await render({ ...REQUIRED, config: { egressAllow } })).get('dispatcher'),
    )) {
      const [, bits] = ipaddr.parseCIDR(cidr);
      for (const range of except) {
        const [base, exceptBits] = ipaddr.parseCIDR(range);
        expect({ range, within: within(base.toString(), cidr), smaller: exceptBits > bits }).toEqual({
          range,
          within: true,
          smaller: true,
        });
        expect(base.kind() === 'ipv6' && ipaddr.IPv6.parse(base.toString()).isIPv4MappedAddress()).toBe(
          false,
        );
      }
    }
  });

  test('is the ports that the addresses of broker and collector say', async () => {
    const portsOf = async (values: object, name: string, rule: number) =>
      policies(await render({ ...REQUIRED, ...values }))
        .get(name)
        ?.egress[rule]?.ports.map((one) => one.port);
    const broker = (url: string | readonly string[], ports: readonly number[] = []) =>
      portsOf({ nats: { url }, networkPolicy: { nats: { ports } } }, 'evaluator', 1);
    expect(await broker('nats://nats:4333')).toEqual([4333]);
    expect(await broker('nats')).toEqual([4222]);
    expect(await broker(['tls://a:4443', 'b:4443', '[fd00::7]'], [4444])).toEqual([4443, 4222, 4444]);
    const collector = (endpoint: string, protocol = 'http/protobuf') =>
      portsOf({ telemetry: { otlp: { endpoint, protocol } } }, 'evaluator', 2);
    expect(await collector('http://collector:4318')).toEqual([4318]);
    expect(await collector('http://[fd00::7]:4319/v1')).toEqual([4319]);
    expect(await collector('https://otel.example.com/otlp')).toEqual([443]);
    expect(await collector('http://collector/')).toEqual([80]);
    expect(await collector('http://collector', 'grpc')).toEqual([443]);
  });

  test('is a collector outside of the cluster, where the values say its addresses', async () => {
    const telemetry = { otlp: { endpoint: 'https://otel.example.com' } };
    const to = [{ ipBlock: { cidr: '203.0.113.7/32' } }];
    const all = policies(await render({ ...REQUIRED, telemetry, networkPolicy: { otlp: { to } } }));
    for (const name of SERVICES)
      expect(all.get(name)?.egress).toContainEqual({
        to: [{ ipBlock: { cidr: '203.0.113.7/32', except: [] } }],
        ports: [{ protocol: 'TCP', port: 443 }],
      });
  });

  test('is the database for those that have to do with it, the broker for those', async () => {
    const all = policies(await render(ALL_ON));
    const holds = (port: number) =>
      [...SERVICES, ...HOOKS, 'test']
        .filter((name) => all.get(name)?.egress.some(({ ports }) => ports.some((one) => one.port === port)))
        .sort();
    expect(holds(5432)).toEqual(['logs', 'migrate', 'subscriptions']);
    expect(holds(4222)).toEqual([...SERVICES, 'provision'].sort());
    expect(holds(4318)).toEqual([...SERVICES].sort());
    expect(holds(53)).toEqual([...SERVICES, ...HOOKS, 'test'].sort());
  });
});

describeChart('who may reach pods', () => {
  test('is everybody for the API, Prometheus for metrics, and nobody else', async () => {
    const all = policies(await render(REQUIRED));
    const monitoring = {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } },
    };
    const metrics = { from: [monitoring], ports: [{ protocol: 'TCP', port: 9464 }] };
    for (const name of SERVICES.filter((one) => one !== 'gateway'))
      expect(all.get(name)?.ingress).toEqual([metrics]);
    expect(all.get('gateway')?.ingress).toEqual([
      {
        from: [{ namespaceSelector: {} }, expect.objectContaining({})],
        ports: [{ protocol: 'TCP', port: 8080 }],
      },
      metrics,
    ]);
    for (const name of HOOKS) expect(all.get(name)?.ingress).toEqual([]);
  });

  test("of the quickstart's broker and database are the services that need them", async () => {
    const all = policies(await render(QUICKSTART));
    const components = (name: string) =>
      all
        .get(name)
        ?.ingress.flatMap(({ from }) => from.map(({ podSelector }) => JSON.stringify(podSelector))) ?? [];
    const named = (name: string) =>
      SERVICES.filter((one) => components(name).some((text) => text.includes(`"${one}"`)));
    expect(named('nats')).toEqual(SERVICES);
    expect(named('postgres')).toEqual(['subscriptions', 'logs']);
    for (const name of ['nats', 'postgres']) expect(all.get(name)?.egress).toEqual([]);
  });
});

function isSelected(
  { matchLabels }: Policy['podSelector'],
  labels: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(matchLabels).every(([name, value]) => labels[name] === value);
}

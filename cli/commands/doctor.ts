import { Command, Option } from 'commander';
import { LOGINS } from '../choices.js';
import type { DoctorOptions } from '../doctor/doctor.js';
import type { Run } from '../session.js';
import { withConnection, withExamples } from '../shared-options.js';

export function doctorCommand(run: Run): Command {
  const command = withConnection(
    new Command('doctor').description('check the broker, the database, the way out and the API'),
  )
    .option('--broker', 'the broker: version, JetStream, limits, streams, consumers, permissions, clock')
    .option('--database', 'the database: version, encryption, migrations, connections, clock')
    .option('--egress [urls...]', 'whether requests may and can go to these URLs; nothing is sent to them')
    .option('--api', 'the gateway, and through it every service')
    .addOption(
      new Option(
        '--as <service>',
        'log in to the broker as this service, and check that it may do what it must',
      ).choices(LOGINS),
    )
    .action(async (options: DoctorOptions) => {
      const { doctor } = await import('../doctor/doctor.js');
      run.exitCode = await doctor(run.session(options), options);
    });
  return withExamples(command, [
    ['everything, with the environment of the services', 'deskhook doctor'],
    ['in a pod whose broker knows each service by its name', 'deskhook doctor --as gateway'],
    [
      'what the dispatcher may do at the broker',
      'DESKHOOK_NATS_PASSWORD=… deskhook doctor --broker --as dispatcher',
    ],
    ['whether an endpoint can be reached', 'deskhook doctor --egress https://example.com/hook'],
  ]);
}

import { concrete, inAnotherPartition } from '../company/resources';
import { deny, otherOrMissing } from '../deny';
import { guardrail } from '../guardrail';

export const passRole = guardrail({
  name: 'pass-role',
  intent: 'Only listed roles are passed on, and only to listed services.',
  why: 'Whoever can pass a role to a service has what the role has.',
  refuses: 'passing other roles, and passing a listed role to another service',
  passes: 'listed roles to listed services',
  cannot: 'see what the role may do',
  pitfalls: ['Glue, EMR Serverless and Lambda need to be named as services.'],
  sources: ['service authorization reference: iam:PassedToService'],
  at: ['identity', 'boundary'],
  takes: ['passableRoles', 'passedToServices'],
  statements: ({ passableRoles, passedToServices }) => [
    deny('PassedRoles', ['iam:PassRole'], {}, { NotResource: passableRoles }),
    deny('PassedToServices', ['iam:PassRole'], otherOrMissing('iam:PassedToService', passedToServices)),
  ],
  requests({ ask, p: { passableRoles, passedToServices, account }, partition }) {
    const role = (name: string, owner = account) => ({ on: `arn:${partition}:iam::${owner}:role/${name}` });
    const good = concrete(passableRoles[0] ?? '', account);
    const pass = 'iam:PassRole';
    const to = (service: string | undefined) => ({ 'iam:PassedToService': service });
    return {
      refused: [
        ask("the administrator's role", pass, {}, role('Unapproved')),
        ask('a name that ends alike', pass, {}, { on: good.replace(/[^/]+$/, 'unapproved-$&') }),
        ask('the same name under a path', pass, {}, role(`unapproved/${good.split('/').at(-1)}`)),
        ask('the same name in another account', pass, {}, { on: `arn:${partition}:iam::999999999999:role/Other` }),
        ask('the same ARN in another partition', pass, {}, { on: inAnotherPartition(good) }),
        ask(
          'another case of letters',
          pass,
          {},
          {
            on: good.replace(/[^/]+$/, (name) =>
              name.toUpperCase() === name ? name.toLowerCase() : name.toUpperCase(),
            ),
          },
        ),
        ask('to EC2', pass, to('ec2.unapproved.amazonaws.com')),
        ask('to a service that ends alike', pass, to(`evil-${passedToServices[0]}`)),
        ask('to a service without a name', pass, to(undefined)),
        ask('to an empty name', pass, to('')),
        ask('another role to another service', pass, to('lambda.unapproved.amazonaws.com'), role('Unapproved')),
        ask('from an app', pass, {}, { as: 'studio', ...role('Unapproved') }),
        ask('by an administrator', pass, {}, { as: 'ines', ...role('Unapproved') }),
      ],
      passes: [
        ...passableRoles.map((one) => ask('a listed role', pass, {}, { on: concrete(one, account) })),
        ...passedToServices.map((service) => ask(`to ${service}`, pass, to(service))),
        ask('looks at a role', 'iam:GetRole', {}, { as: 'ana' }),
      ],
    };
  },
});

import { deny } from '../deny';
import { guardrail, ofPrincipals } from '../guardrail';
import { partitionOf } from '../../../studio/partition';

export const appTypeAllowList = guardrail({
  name: 'app-type-allow-list',
  intent: 'Only approved types of apps are started.',
  why: 'Each type has permissions, prices and ways out of its own.',
  refuses: 'apps of other types',
  passes: 'approved types; deleting apps of every type, or old ones could not be stopped',
  cannot: 'hide the types from Studio’s page: HiddenAppTypes is a setting',
  pitfalls: ['The type stands in the ARN of the app only.'],
  sources: ['service authorization reference: resource type app'],
  at: ofPrincipals,
  takes: ['appTypes'],
  statements: ({ appTypes, region }) => [
    deny(
      'AppTypes',
      ['CreateApp'],
      {},
      { NotResource: appTypes.map((type) => `arn:${partitionOf(region)}:sagemaker:*:*:app/*/*/${type}/*`) },
    ),
  ],
  requests({ ask, p: { appTypes, domains } }) {
    const start = (type: string, who = 'ana-lab', name = 'default') => ({
      on: `app/${domains[0]}/${who}/${type}/${name}`,
    });
    const type = appTypes[0] ?? '';
    return {
      refused: [
        ...[
          'Unapproved',
          'TensorBoard',
          'RStudioServerPro',
          'RSessionGateway',
          'Canvas',
          'KernelGateway',
          'JupyterServer',
        ]
          .filter((other) => !appTypes.includes(other))
          .map((other) => ask(`a ${other} app`, 'CreateApp', {}, start(other))),
        ask('of a profile instead of a space', 'CreateApp', {}, start('Unapproved', 'ana')),
        ask('an app that is called like an approved type', 'CreateApp', {}, start('Unapproved', 'ana-lab', type)),
        ask(
          'another case of letters',
          'CreateApp',
          {},
          start(type.toLowerCase() === type ? type.toUpperCase() : type.toLowerCase()),
        ),
        ask('a type that begins alike', 'CreateApp', {}, start(`${type}X`)),
        ask('by an administrator', 'CreateApp', {}, { as: 'ines', ...start('Unapproved') }),
        ask('from an app', 'CreateApp', {}, { as: 'studio', ...start('Unapproved') }),
        ask('in another domain', 'CreateApp', {}, { on: 'app/d-other/ana-lab/Unapproved/default' }),
      ],
      passes: [
        ...appTypes.map((one) => ask(`a ${one} app`, 'CreateApp', {}, start(one))),
        ask('deletes an app of an old type', 'DeleteApp', {}, start('KernelGateway')),
      ],
    };
  },
});

import { setters } from '../actions';
import { anyOther, deny, noneOf } from '../deny';
import { guardrail, ofPrincipals } from '../guardrail';

export const instanceTypeAllowList = guardrail({
  name: 'instance-type-allow-list',
  intent: 'Apps run on approved instance types only.',
  why: 'One forgotten GPU instance costs more than a month of everybody else.',
  refuses: 'an app, a space, or defaults of a profile or domain with another instance type; an app without one',
  passes: 'approved types; settings that name no type; stopping and deleting',
  cannot:
    'see the type that an app inherits from settings: whether the key is filled then is not documented, hence an explicit type is asked of CreateApp',
  pitfalls: [
    '`system` has to be listed for JupyterServer apps.',
    'Defaults in settings start apps too: all seven setters are guarded.',
  ],
  sources: [
    'service authorization reference: sagemaker:InstanceTypes',
    'whitepaper, common guardrails (six setters missing)',
  ],
  at: ofPrincipals,
  takes: ['instanceTypes'],
  statements: ({ instanceTypes }) => [
    deny('InstanceTypes', setters, anyOther('InstanceTypes', instanceTypes)),
    deny('InstanceTypeNamed', ['CreateApp'], noneOf('InstanceTypes')),
  ],
  requests: ({ ask, each, p: { instanceTypes } }) => ({
    refused: [
      ...each('a large GPU instance', setters, { InstanceTypes: ['ml.p4d.24xlarge'] }),
      ask('an approved type and another in one list', 'CreateUserProfile', {
        InstanceTypes: [concreteOf(instanceTypes), 'ml.p5.48xlarge'],
      }),
      ask('no type: the default of settings', 'CreateApp', { InstanceTypes: undefined }),
      ask('an empty list', 'CreateApp', { InstanceTypes: [] }),
      ask('an empty text', 'CreateApp', { InstanceTypes: [''] }),
      ask('another case of letters', 'CreateApp', { InstanceTypes: [concreteOf(instanceTypes).toUpperCase()] }),
      ask('a type that only begins alike', 'CreateApp', { InstanceTypes: [`x${concreteOf(instanceTypes)}`] }),
      ask("the administrator's own slip", 'UpdateDomain', { InstanceTypes: ['ml.p5.48xlarge'] }, { as: 'ines' }),
    ],
    passes: [
      ...each('settings without a type', ['UpdateSpace', 'UpdateUserProfile', 'UpdateDomain'], {
        InstanceTypes: undefined,
      }),
      ...each('an approved type', setters, { InstanceTypes: [concreteOf(instanceTypes)] }),
    ],
  }),
});

const concreteOf = (types: readonly string[]) => (types.at(-1) ?? '').replaceAll(/[*?]/g, '1');

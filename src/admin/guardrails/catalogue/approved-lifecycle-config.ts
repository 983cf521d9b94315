import { inAccount, inAnotherPartition } from '../company/resources';
import { setters } from '../actions';
import { anyOther, deny, exceptRoles, noneOf } from '../deny';
import { guardrail, ofPrincipals } from '../guardrail';
import { partitionOf } from '../../../studio/partition';

const making = ['CreateStudioLifecycleConfig', 'DeleteStudioLifecycleConfig'];

export const approvedLifecycleConfig = guardrail({
  name: 'approved-lifecycle-config',
  intent: 'Apps start with an approved lifecycle config.',
  why: 'The script sets up what the company relies on, and runs as the user.',
  refuses:
    'an app of the listed types with no script, with an empty list, with "None" or with another; other scripts in settings; scripts made by others than administrators',
  passes: 'approved scripts; settings that name none; apps of other types',
  cannot:
    'see the script that an app inherits: whether the key is filled then is not documented, hence a script is asked of CreateApp',
  pitfalls: ['The type of an app is seen only in its ARN.'],
  sources: ['service authorization reference: sagemaker:StudioLifecycleConfigArns'],
  at: ofPrincipals,
  takes: ['scripts', 'scriptedAppTypes', 'adminRoles'],
  statements: ({ scripts, scriptedAppTypes, adminRoles, region }) => [
    deny('Scripts', setters, anyOther('StudioLifecycleConfigArns', scripts)),
    deny('ScriptNamed', ['CreateApp'], noneOf('StudioLifecycleConfigArns'), {
      Resource: scriptedAppTypes.map((type) => `arn:${partitionOf(region)}:sagemaker:*:*:app/*/*/${type}/*`),
    }),
    deny('ScriptAdmins', making, exceptRoles(adminRoles)),
  ],
  requests({ ask, each, of, p: { scripts, domains, scriptedAppTypes } }) {
    const key = 'StudioLifecycleConfigArns';
    const own = of('sagemaker', 'studio-lifecycle-config/unapproved');
    const app = { on: `app/${domains[0]}/ana-lab/${scriptedAppTypes[0]}/default` };
    return {
      refused: [
        ...each('a script of their own', setters, { [key]: [own] }),
        ask('no script', 'CreateApp', { [key]: undefined }, app),
        ask('an empty list', 'CreateApp', { [key]: [] }, app),
        ask('"None"', 'CreateApp', { [key]: ['None'] }, app),
        ask(
          "another account's script of the same name",
          'CreateApp',
          { [key]: [inAccount(scripts[0] ?? '', '999999999999')] },
          app,
        ),
        ask('the same ARN in another partition', 'CreateApp', { [key]: [inAnotherPartition(scripts[0] ?? '')] }, app),
        ask('an approved one and another', 'CreateSpace', { [key]: [...scripts, own] }),
        ...each('makes or deletes a script', making, {}, { as: 'ana' }),
        ask('makes a script from an app', 'CreateStudioLifecycleConfig', {}, { as: 'studio' }),
      ],
      passes: [
        ...each('an approved script', setters, { [key]: [scripts.at(-1) ?? ''] }),
        ...each('settings without a script', ['UpdateSpace', 'UpdateUserProfile'], { [key]: undefined }),
        ...each('an administrator makes and deletes', making),
      ],
    };
  },
});

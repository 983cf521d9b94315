import { deny, otherIfPresent, otherOrMissing } from '../deny';
import { guardrail, ofPrincipals } from '../guardrail';

export const noSharedSpaces = guardrail({
  name: 'no-shared-spaces',
  intent: 'All spaces are private.',
  why: 'In a shared space, CloudTrail cannot tell who acted.',
  refuses: 'making a space that is not private; changing a shared space and starting apps in it',
  passes: 'private spaces; stopping apps of shared spaces and deleting them',
  cannot: 'stop a shared app that is running',
  pitfalls: ['A request that names no sharing type makes no private space: it is refused.'],
  sources: [
    'service authorization reference: sagemaker:SpaceSharingType',
    'SageMaker developer guide, source identity',
  ],
  at: ofPrincipals,
  takes: [],
  statements: () => [
    deny('PrivateOnCreate', ['CreateSpace'], otherOrMissing('SpaceSharingType', 'Private')),
    deny('PrivateAfterwards', ['UpdateSpace', 'CreateApp'], otherIfPresent('SpaceSharingType', 'Private')),
  ],
  requests({ ask, each, p: { domains } }) {
    const shared = { SpaceSharingType: 'Shared' };
    const starting = ['CreateSpace', 'UpdateSpace', 'CreateApp'];
    return {
      refused: [
        ...each('a shared space', starting, shared),
        ask('no sharing type', 'CreateSpace', { SpaceSharingType: undefined }),
        ask('an empty sharing type', 'CreateSpace', { SpaceSharingType: '' }),
        ...each('another case of letters', starting, { SpaceSharingType: 'private' }),
        ...each('from an app', starting, shared, { as: 'studio' }),
        ask('by an administrator', 'CreateSpace', shared, { as: 'ines' }),
        ask('in another domain', 'CreateSpace', shared, { on: 'space/d-other/team' }),
        ask('a type that is to come', 'CreateSpace', { SpaceSharingType: 'Public' }),
      ],
      passes: [
        ...each('takes a shared space down', ['DeleteApp', 'DeleteSpace'], shared),
        ask(
          'an app of a profile, which has no sharing type',
          'CreateApp',
          { SpaceSharingType: undefined },
          { on: `app/${domains[0]}/ana/JupyterLab/default` },
        ),
        ask('a change that does not say', 'UpdateSpace', { SpaceSharingType: undefined }),
      ],
    };
  },
});

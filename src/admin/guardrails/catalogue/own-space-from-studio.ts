import { spaceActions } from '../actions';
import { all, deny, missingOrEmpty, otherOrMissing } from '../deny';
import { guardrail } from '../guardrail';
import { partitionOf } from '../../../studio/partition';

export const ownSpaceFromStudio = guardrail({
  name: 'own-space-from-studio',
  intent: 'Who works in an app of Studio acts on the private spaces of their own profile only.',
  why: 'People who share an execution role could otherwise stop, and work in, each other’s apps.',
  refuses:
    "making, changing and deleting others' private spaces and starting and stopping apps in them, and all of it for whoever does not come from Studio",
  passes: "the spaces of the app's own profile; shared spaces, which no-shared-spaces decides about",
  cannot:
    'tell people apart in a shared space: there, Studio’s credentials name no profile, and these actions are refused',
  pitfalls: [
    'For execution roles only: for the roles of people own-space-only stands in its place.',
    'No reference ties sagemaker:UserProfileName to an action: that Studio’s credentials carry it is taken from the developer guide.',
  ],
  sources: ['service authorization reference: sagemaker:OwnerUserProfileArn', 'IAM user guide, policy variables'],
  at: ['identity', 'boundary'],
  insteadOf: 'own-space-only',
  takes: [],
  statements: ({ region, account }) => [
    deny(
      'OwnSpaceFromStudio',
      spaceActions,
      all(
        otherOrMissing(
          'OwnerUserProfileArn',
          `arn:${partitionOf(region)}:sagemaker:*:${account}:user-profile/\${sagemaker:DomainId}/\${sagemaker:UserProfileName}`,
        ),
        { StringNotEquals: { 'sagemaker:SpaceSharingType': 'Shared' } },
      ),
    ),
    deny('SpaceOfNoApp', spaceActions, missingOrEmpty('sagemaker:UserProfileName')),
    deny('SpaceOfNoDomain', spaceActions, missingOrEmpty('sagemaker:DomainId')),
  ],
  requests({ ask, each, of, p: { domains } }) {
    const [domain] = domains;
    const owner = (name: string, at = domain, account?: string) => ({
      OwnerUserProfileArn: of('sagemaker', `user-profile/${at}/${name}`, account),
      SpaceSharingType: 'Private',
    });
    const studio = { as: 'studio' as const };
    const session = (keys: Record<string, string | undefined>) => ({ ...studio, session: keys });
    return {
      refused: [
        ...each("Bo's", spaceActions, owner('bo'), studio),
        ask('a space without an owner', 'CreateSpace', { ...owner('ana'), OwnerUserProfileArn: undefined }, studio),
        ask('an empty owner', 'CreateSpace', { ...owner('ana'), OwnerUserProfileArn: '' }, studio),
        ask('a name that begins alike', 'CreateSpace', owner('anabel'), studio),
        ask('another case of the name', 'DeleteSpace', owner('Ana'), studio),
        ask('a profile of the same name in another domain', 'CreateSpace', owner('ana', 'd-other'), studio),
        ask(
          'a profile of the same name in another account',
          'CreateSpace',
          owner('ana', domain, '999999999999'),
          studio,
        ),
        ask('no profile', 'CreateApp', owner('ana'), session({ UserProfileName: undefined })),
        ask('an empty profile', 'CreateApp', owner('ana'), session({ UserProfileName: '' })),
        ask('no domain', 'DeleteApp', owner('ana'), session({ DomainId: undefined })),
        ask('a profile that is called *', 'DeleteApp', owner('bo'), session({ UserProfileName: '*' })),
        ask("Bo's, without a sharing type", 'DeleteApp', { ...owner('bo'), SpaceSharingType: undefined }, studio),
        ask('from outside Studio', 'CreateApp', owner('ana'), { as: 'ana' }),
      ],
      passes: [
        ...each('the own space', spaceActions, owner('ana'), studio),
        ask("Bo's for Bo", 'CreateApp', owner('bo'), session({ UserProfileName: 'bo' })),
        ask('an app in a shared space', 'CreateApp', { ...owner('bo'), SpaceSharingType: 'Shared' }, studio),
        ask('looks at the space of another', 'DescribeSpace', {}, { ...studio, on: `space/${domain}/bo-lab` }),
      ],
    };
  },
});

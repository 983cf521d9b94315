import { deny, missingOrEmpty } from '../deny';
import { guardrail } from '../guardrail';
import { partitionOf } from '../../../studio/partition';

export const ownProfileFromStudio = guardrail({
  name: 'own-profile-from-studio',
  intent: 'Who works in an app of Studio opens only the profile that the app belongs to.',
  why: 'People who share an execution role carry no tags of their own there: Studio’s credentials name domain and profile.',
  refuses: "the URL of another's profile, of another domain's, and any URL for whoever does not come from Studio",
  passes: "the URL of the app's own profile",
  cannot:
    'let anybody open a profile from outside Studio: for the roles of people own-profile-only stands in its place',
  pitfalls: [
    'For execution roles only.',
    'No reference ties sagemaker:UserProfileName to an action: that Studio’s credentials carry it is taken from the developer guide.',
  ],
  sources: ['SageMaker developer guide, execution roles in Studio', 'IAM user guide, policy variables'],
  at: ['identity', 'boundary'],
  insteadOf: 'own-profile-only',
  takes: [],
  statements: ({ region, account }) => [
    deny(
      'OwnProfileFromStudio',
      ['CreatePresignedDomainUrl'],
      {},
      {
        NotResource: `arn:${partitionOf(region)}:sagemaker:*:${account}:user-profile/\${sagemaker:DomainId}/\${sagemaker:UserProfileName}`,
      },
    ),
    deny('OwnProfileOfNoApp', ['CreatePresignedDomainUrl'], missingOrEmpty('sagemaker:UserProfileName')),
    deny('OwnProfileOfNoDomain', ['CreatePresignedDomainUrl'], missingOrEmpty('sagemaker:DomainId')),
  ],
  requests({ ask, each, of, p: { domains } }) {
    const open = 'CreatePresignedDomainUrl';
    const [domain] = domains;
    const app = (profile: string, session: Record<string, string | undefined> = {}, at = domain) => ({
      ...{ as: 'studio' as const, on: `user-profile/${at}/${profile}`, session },
    });
    return {
      refused: [
        ask("Bo's profile", open, {}, app('bo')),
        ask("Bo's profile in another domain", open, {}, app('bo', {}, 'd-other')),
        ask('a profile of the same name in another domain', open, {}, app('ana', {}, 'd-other')),
        ask(
          'a profile of the same name in another account',
          open,
          {},
          { as: 'studio', on: of('sagemaker', `user-profile/${domain}/ana`, '999999999999') },
        ),
        ask('a name that begins alike', open, {}, app('anabel')),
        ask('a name that ends alike', open, {}, app('jo-ana')),
        ask('another case of the name', open, {}, app('Ana')),
        ask('no profile', open, {}, app('ana', { UserProfileName: undefined })),
        ask('an empty profile', open, {}, app('ana', { UserProfileName: '' })),
        ask('no domain', open, {}, app('ana', { DomainId: undefined })),
        ask('an empty domain', open, {}, app('ana', { DomainId: '' })),
        ask('a profile that is called *', open, {}, app('bo', { UserProfileName: '*' })),
        ask('from outside Studio', open, {}, { as: 'ana', on: `user-profile/${domain}/ana` }),
      ],
      passes: [
        ask('the own profile', open, {}, app('ana')),
        ask("Bo's app opens Bo's", open, {}, app('bo', { UserProfileName: 'bo' })),
        ask('in another domain', open, {}, app('ana', { DomainId: 'd-other' }, 'd-other')),
        ...each(
          'works',
          ['CreateApp', 'DeleteApp', 'CreateTrainingJob', 'ListApps', 'DescribeSpace'],
          {},
          { as: 'studio' },
        ),
      ],
    };
  },
});

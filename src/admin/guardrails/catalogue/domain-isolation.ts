import { actingOnTagged, spaceActions } from '../actions';
import { absent, all, deny, otherOrMissing, touchesTag } from '../deny';
import { guardrail } from '../guardrail';
import { partitionOf } from '../../../studio/partition';

const tag = 'sagemaker:domain-arn';
const inDomain = [
  ...spaceActions,
  'CreatePresignedDomainUrl',
  'DescribeApp',
  'DescribeSpace',
  'DescribeUserProfile',
  'StartSession',
];

export const domainIsolation = guardrail({
  name: 'domain-isolation',
  intent: "A team reaches only its domain's spaces, apps, jobs and models.",
  why: 'What is made from within Studio carries its domain by itself: domains can be kept apart without tags of one’s own.',
  refuses:
    "another domain's profiles, spaces and apps; jobs, models and endpoints of another domain or of none; writing the tag",
  passes: "the own domain's",
  cannot: 'narrow what lists show; reach what was made outside Studio, which carries no domain',
  pitfalls: ['Jobs of pipelines and of CI have no domain, and are refused to the team: give them a role of their own.'],
  sources: ['SageMaker developer guide, domain resource isolation'],
  at: ['identity', 'boundary'],
  takes: ['domains'],
  statements({ domains, region, account }) {
    const at = `arn:${partitionOf(region)}:sagemaker:${region}:${account}:`;
    const own = ['app', 'space', 'user-profile'].flatMap((kind) => domains.map((domain) => `${at}${kind}/${domain}/*`));
    const arns = domains.map((domain) => `${at}domain/${domain}`);
    return [
      deny('OwnDomain', inDomain, {}, { NotResource: own }),
      deny('MadeInOwnDomain', actingOnTagged, otherOrMissing(`aws:ResourceTag/${tag}`, arns)),
      deny('DomainTagStays', ['AddTags', 'DeleteTags'], all(touchesTag(tag), absent('TaggingAction'))),
    ];
  },
  requests({ ask, each, of, p: { domains, account } }) {
    const made = (domain: string | undefined) => ({ [`aws:ResourceTag/${tag}`]: domain });
    return {
      refused: [
        ask("another domain's profile", 'CreatePresignedDomainUrl', {}, { on: 'user-profile/d-other/ana' }),
        ask(
          'a domain whose id begins alike',
          'CreatePresignedDomainUrl',
          {},
          { on: `user-profile/${domains[0]}x/ana` },
        ),
        ask("another domain's app", 'CreateApp', {}, { on: 'app/d-other/ana-lab/JupyterLab/default' }),
        ask("another domain's space", 'CreateSpace', {}, { on: 'space/d-other/ana-lab' }),
        ask("another domain's space, to delete", 'DeleteSpace', {}, { on: 'space/d-other/ana-lab' }),
        ask(
          'the same id in another region',
          'DeleteApp',
          {},
          { on: of('sagemaker', `app/${domains[0]}/ana-lab/JupyterLab/default`, account, 'us-east-2') },
        ),
        ask(
          'the same id in another account',
          'DeleteApp',
          {},
          { on: of('sagemaker', `app/${domains[0]}/ana-lab/JupyterLab/default`, '999999999999') },
        ),
        ...each(
          'made in another domain',
          ['StopTrainingJob', 'DeleteEndpoint', 'InvokeEndpoint', 'DeleteModel'],
          made(of('sagemaker', 'domain/d-other')),
        ),
        ask('made outside Studio', 'StopTrainingJob', made(undefined)),
        ask('an empty tag', 'StopTrainingJob', made('')),
        ask("claims another domain's job", 'AddTags', { 'aws:TagKeys': [tag] }),
        ask('in another spelling', 'AddTags', { 'aws:TagKeys': ['SageMaker:Domain-ARN'] }),
        ask('takes the tag away', 'DeleteTags', { 'aws:TagKeys': ['project', tag] }),
      ],
      passes: [
        ask("the own domain's job", 'StopTrainingJob'),
        ask('a list', 'ListApps'),
        ask('SageMaker tags what is made', 'AddTags', { 'aws:TagKeys': [tag], TaggingAction: 'CreateTrainingJob' }),
      ],
    };
  },
});

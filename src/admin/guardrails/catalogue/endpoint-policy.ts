import { guardrail } from '../guardrail';

export const endpointPolicy = guardrail({
  name: 'endpoint-policy',
  intent: "Through the company's endpoint for SageMaker, only its own people reach only its own accounts.",
  why: "The policy that an endpoint has by default lets everybody reach everybody's account, with keys brought along.",
  refuses: "principals of other organizations, resources of other accounts, and other services' actions",
  passes: "the organization's principals in its own accounts",
  cannot: 'take the place of other policies: it only bounds what comes through the endpoint',
  pitfalls: [
    'It allows, with conditions: what it does not allow is refused.',
    'The runtime of endpoints and Studio’s page have endpoints of their own.',
  ],
  sources: ['VPC guide, endpoint policies', 'IAM user guide, global condition keys'],
  at: ['endpoint'],
  takes: ['organization', 'trustedAccounts'],
  statements: ({ organization, trustedAccounts }) => [
    {
      Sid: 'OfCompany',
      Effect: 'Allow',
      Principal: '*',
      Action: 'sagemaker:*',
      Resource: '*',
      Condition: { StringEquals: { 'aws:PrincipalOrgID': organization, 'aws:ResourceAccount': trustedAccounts } },
    },
  ],
  requests({ ask, each, of }) {
    const doing = ['CreateApp', 'CreateTrainingJob', 'CreatePresignedDomainUrl'];
    const other = { 'aws:ResourceAccount': '999999999999' };
    return {
      refused: [
        ...each('somebody from elsewhere', doing, {}, { as: 'stranger' }),
        ...each("another account's resource", doing, other),
        ask('keys of another account, brought along', 'CreateTrainingJob', other, {
          as: 'stranger',
          on: of('sagemaker', 'training-job/loot', '999999999999'),
        }),
        ...each('no organization', doing, { 'aws:PrincipalOrgID': undefined }),
        ask('an organization that begins alike', 'CreateApp', { 'aws:PrincipalOrgID': 'o-acme1234567x' }),
        ask('a resource of unknown account', 'CreateApp', { 'aws:ResourceAccount': undefined }),
        ...each('another service', ['s3:PutObject', 'iam:PassRole']),
      ],
      passes: [
        ...each('works', [
          ...doing,
          'DeleteApp',
          'CreateSpace',
          'ListApps',
          'InvokeEndpoint',
          'StopTrainingJob',
          'DescribeApp',
        ]),
        ask('from an app', 'CreateTrainingJob', {}, { as: 'studio' }),
        ask('an administrator', 'UpdateDomain'),
      ],
    };
  },
});

import { autoMl, jobDefinitions, schedules, trainingProcessingTuning } from '../actions';
import { anyOther, deny, noneOf } from '../deny';
import { guardrail, ofPrincipals } from '../guardrail';

const needing = [...trainingProcessingTuning, 'CreateModel', ...autoMl, ...jobDefinitions];
const carrying = [...needing, 'CreateEndpointConfig', ...schedules];

export const jobsInVpc = guardrail({
  name: 'jobs-in-vpc',
  intent: "Jobs and models run in the company's subnets and groups.",
  why: "Studio's network is not inherited by jobs: without their own they run with a way to the internet.",
  refuses:
    'jobs, models and monitoring without subnets or groups, or with foreign ones; where switched on: jobs without isolation or encrypted traffic',
  passes: 'approved subnets and groups',
  cannot: 'narrow transform jobs, which carry no network: their model does. AutoML has no key for isolation',
  pitfalls: [
    'Isolation blocks calls to S3 inside the container.',
    'A schedule that names a job definition carries no network: there only foreign ones are refused.',
  ],
  sources: [
    'whitepaper, network',
    'service authorization reference: sagemaker:VpcSubnets, VpcSecurityGroupIds, NetworkIsolation',
  ],
  at: ofPrincipals,
  takes: ['subnets', 'securityGroups', 'isolateJobs', 'encryptJobTraffic'],
  statements: ({ subnets, securityGroups, isolateJobs, encryptJobTraffic }) => [
    deny('JobSubnets', carrying, anyOther('VpcSubnets', subnets)),
    deny('JobSubnetsNamed', needing, noneOf('VpcSubnets')),
    deny('JobGroups', carrying, anyOther('VpcSecurityGroupIds', securityGroups)),
    deny('JobGroupsNamed', needing, noneOf('VpcSecurityGroupIds')),
    ...(isolateJobs
      ? [deny('JobIsolation', trainingProcessingTuning, { BoolIfExists: { 'sagemaker:NetworkIsolation': 'false' } })]
      : []),
    ...(encryptJobTraffic
      ? [
          deny('JobTraffic', trainingProcessingTuning, {
            BoolIfExists: { 'sagemaker:InterContainerTrafficEncryption': 'false' },
          }),
        ]
      : []),
  ],
  requests: ({ ask, each, p: { subnets, securityGroups, isolateJobs, encryptJobTraffic } }) => ({
    refused: [
      ...each('no network', needing, { VpcSubnets: undefined, VpcSecurityGroupIds: undefined }),
      ...each('an empty list of subnets', trainingProcessingTuning, { VpcSubnets: [] }),
      ask('subnets without groups', 'CreateTrainingJob', { VpcSecurityGroupIds: undefined }),
      ...each('a foreign subnet', carrying, { VpcSubnets: ['subnet-0foreign'] }),
      ask('a foreign subnet beside approved ones', 'CreateTrainingJob', {
        VpcSubnets: [...subnets, 'subnet-0foreign'],
      }),
      ...each('a foreign group', ['CreateModel', 'CreateTrainingJob'], {
        VpcSecurityGroupIds: [...securityGroups, 'sg-0foreign'],
      }),
      ...(isolateJobs
        ? [
            ask('not isolated', 'CreateTrainingJob', { NetworkIsolation: 'false' }),
            ask('isolation not said', 'CreateProcessingJob', { NetworkIsolation: undefined }),
          ]
        : []),
      ...(encryptJobTraffic
        ? [ask('traffic in the clear', 'CreateHyperParameterTuningJob', { InterContainerTrafficEncryption: 'false' })]
        : []),
    ],
    passes: [
      ask('a transform job, which carries none', 'CreateTransformJob'),
      ...each('a schedule of a definition', schedules, { VpcSubnets: undefined, VpcSecurityGroupIds: undefined }),
      ask('all approved ones', 'CreateTrainingJob', { VpcSubnets: subnets, VpcSecurityGroupIds: securityGroups }),
    ],
  }),
});

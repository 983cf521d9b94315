import { actingOnTagged, jobs } from '../actions';
import { deny, missingOrEmpty, otherOrMissing, withoutTag } from '../deny';
import { guardrail } from '../guardrail';

const acting = [...actingOnTagged, 'UpdateSpace', 'DeleteSpace'];
const making = [...jobs, 'CreateEndpoint', 'CreateEndpointConfig', 'CreateModel', 'CreateSpace'];

export const abacTenancy = guardrail({
  name: 'abac-tenancy',
  intent: "Several teams share an account, and each reaches only its own team's resources.",
  why: 'Without it every role that may stop a training job may stop that of every team.',
  refuses: "acting on another team's resource or on one without a team; making something without the own team's tag",
  passes: "the own team's resources; making something for the own team",
  cannot: 'narrow what lists show: List actions have no resource. Apps are guarded by their space',
  pitfalls: ['Guard the tag too: protect-owner-tag and protect-principal-tag with the team as tagKey.'],
  sources: ['whitepaper, identity and permissions', 'IAM user guide, attribute-based access control'],
  at: ['identity', 'scp', 'boundary'],
  takes: ['teamTagKey'],
  statements({ teamTagKey }) {
    const mine = `\${aws:PrincipalTag/${teamTagKey}}`;
    return [
      deny('OwnTeam', acting, otherOrMissing(`aws:ResourceTag/${teamTagKey}`, mine)),
      deny('ForOwnTeam', making, otherOrMissing(`aws:RequestTag/${teamTagKey}`, mine)),
      deny('ForOwnTeamTag', making, withoutTag(teamTagKey)),
      deny('TeamOfNobody', [...acting, ...making], missingOrEmpty(`aws:PrincipalTag/${teamTagKey}`)),
    ];
  },
  requests({ ask, each, p: { teamTagKey } }) {
    const [of, mine, wanted] = ['ResourceTag', 'PrincipalTag', 'RequestTag'].map((kind) => `aws:${kind}/${teamTagKey}`);
    const other = teamTagKey === teamTagKey.toUpperCase() ? teamTagKey.toLowerCase() : teamTagKey.toUpperCase();
    const key = (name: string | undefined, value: string | undefined) => ({ [name ?? '']: value });
    return {
      refused: [
        ...each(
          "another team's",
          ['StopTrainingJob', 'DeleteEndpoint', 'InvokeEndpoint', 'UpdateSpace', 'DescribeModel'],
          key(of, 'risk'),
        ),
        ...each('of no team', ['StopTrainingJob', 'DeleteModel'], key(of, undefined)),
        ask('with an empty team', 'StopTrainingJob', key(of, '')),
        ...each('for another team', ['CreateTrainingJob', 'CreateModel', 'CreateSpace'], key(wanted, 'risk')),
        ask('for no team', 'CreateTrainingJob', { ...key(wanted, undefined), 'aws:TagKeys': undefined }),
        ask('the tag in another spelling', 'CreateModel', { 'aws:TagKeys': [other] }),
        ask('a role without a team', 'StopTrainingJob', key(mine, undefined)),
        ask('a role and a job without a team', 'StopTrainingJob', { ...key(mine, undefined), ...key(of, undefined) }),
        ask('two empty teams, which are equal', 'StopTrainingJob', { ...key(mine, ''), ...key(of, '') }),
        ask('an empty team for a new job', 'CreateTrainingJob', { ...key(mine, ''), ...key(wanted, '') }),
      ],
      passes: [
        ask('another team for its own', 'StopTrainingJob', { ...key(of, 'risk'), ...key(mine, 'risk') }),
        ask('a list', 'ListTrainingJobs'),
        ask('the team alone', 'CreateModel', { 'aws:TagKeys': [teamTagKey] }),
      ],
    };
  },
});
